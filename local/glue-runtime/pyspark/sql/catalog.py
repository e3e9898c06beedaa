import collections

Database = collections.namedtuple("Database", "name catalog description locationUri")
Table = collections.namedtuple("Table", "name catalog namespace description tableType isTemporary")
CatalogColumn = collections.namedtuple("Column", "name description dataType nullable isPartition isBucket")


class Catalog:
    def __init__(self, session):
        self._session = session

    def _value(self, operation, **fields):
        return self._session._call("catalog." + operation, **fields).get("value")

    def currentDatabase(self):
        return self._value("database")

    def currentCatalog(self):
        return "spark_catalog"

    def setCurrentDatabase(self, dbName):
        self._session.sql(f"USE `{dbName}`")

    def listDatabases(self, pattern=None):
        names = self._session._call("catalog.databases")["values"]
        return [Database(name, "spark_catalog", None, None) for name in names]

    def databaseExists(self, dbName):
        return self._value("hasDatabase", name=dbName)

    def listTables(self, dbName=None, pattern=None):
        tables = self._session._call("catalog.tables", database=dbName)["values"]
        views = self._session._call("catalog.views")["values"]
        database = dbName or self.currentDatabase()
        found = [Table(name, "spark_catalog", [database], None, "EXTERNAL", False) for name in tables]
        return found + [Table(name, None, [], None, "TEMPORARY", True) for name in views]

    def listColumns(self, tableName, dbName=None):
        schema = self._session.table(f"{dbName}.{tableName}" if dbName else tableName).schema
        return [CatalogColumn(f.name, None, f.dataType.simpleString(), f.nullable, False, False) for f in schema]

    def tableExists(self, tableName, dbName=None):
        return self._value("exists", name=f"{dbName}.{tableName}" if dbName else tableName)

    def dropTempView(self, viewName):
        return self._value("dropView", name=viewName, **{"global": False})

    def dropGlobalTempView(self, viewName):
        return self._value("dropView", name=viewName, **{"global": True})

    def refreshTable(self, tableName):
        pass

    def refreshByPath(self, path):
        pass

    def clearCache(self):
        pass

    def cacheTable(self, tableName, storageLevel=None):
        self._session.table(tableName).cache()

    def uncacheTable(self, tableName):
        pass

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise NotImplementedError(f"spark.catalog.{name} is not supported by the local Spark runtime")
