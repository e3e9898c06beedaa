"""Steps that many QuickSight tests share."""


class QuickSight:
    """One account's QuickSight over a workgroup that has somewhere to put results."""

    def __init__(self, lake):
        self.lake = lake
        self.client = lake.client("quicksight")
        self.account = dict(AwsAccountId=lake.account)
        lake.make_bucket()
        lake.client("athena").create_work_group(
            Name="tests", Configuration={"ResultConfiguration": {"OutputLocation": "s3://%s/results/" % lake.bucket}}
        )

    def arn(self, resource):
        return "arn:aws:quicksight:eu-central-1:%s:%s" % (self.lake.account, resource)

    def make_source(self, name="source", workgroup="tests", **members):
        return self.client.create_data_source(
            DataSourceId=name,
            Name=name,
            Type="ATHENA",
            DataSourceParameters={"AthenaParameters": {"WorkGroup": workgroup}},
            **members,
            **self.account
        )["Arn"]

    def tables(self, columns=(("country", "STRING"), ("amount", "DECIMAL")), sql=None):
        sql = sql or "SELECT * FROM (VALUES ('DE', 10e0), ('FR', 20e0)) AS t(country, amount)"
        return {
            "table": {
                "CustomSql": {
                    "DataSourceArn": self.arn("datasource/source"),
                    "Name": "sales",
                    "SqlQuery": sql,
                    "Columns": [{"Name": name, "Type": kind} for name, kind in columns],
                }
            }
        }

    def make_set(self, name="sales", mode="DIRECT_QUERY", **members):
        members.setdefault("PhysicalTableMap", self.tables())
        return self.client.create_data_set(DataSetId=name, Name=name, ImportMode=mode, **members, **self.account)["Arn"]

    def make_group(self, name="readers"):
        return self.client.create_group(GroupName=name, Namespace="default", **self.account)["Group"]["Arn"]

    @staticmethod
    def column(name):
        return {"DataSetIdentifier": "sales", "ColumnName": name}

    def measure(self, field, column="amount"):
        return {
            "NumericalMeasureField": {
                "FieldId": field,
                "Column": self.column(column),
                "AggregationFunction": {"SimpleNumericalAggregation": "SUM"},
            }
        }

    def kpi(self, visual="total", column="amount"):
        return {
            "KPIVisual": {
                "VisualId": visual,
                "Title": {"FormatText": {"PlainText": "Total <b>"}},
                "ChartConfiguration": {"FieldWells": {"Values": [self.measure(visual + ".m", column)]}},
            }
        }

    def bar(self, visual="by-country"):
        category = {"CategoricalDimensionField": {"FieldId": "c", "Column": self.column("country")}}
        wells = {"BarChartAggregatedFieldWells": {"Category": [category], "Values": [self.measure("m")]}}
        return {
            "BarChartVisual": {
                "VisualId": visual,
                "Title": {"FormatText": {"PlainText": "By country"}},
                "ChartConfiguration": {"FieldWells": wells, "Orientation": "HORIZONTAL"},
            }
        }

    def definition(self, *sheets):
        return {
            "DataSetIdentifierDeclarations": [{"Identifier": "sales", "DataSetArn": self.arn("dataset/sales")}],
            "Sheets": [
                {"SheetId": "sheet%d" % number, "Name": "Sheet %d" % number, "Visuals": list(visuals)}
                for number, visuals in enumerate(sheets or [[self.kpi()]])
            ],
        }
