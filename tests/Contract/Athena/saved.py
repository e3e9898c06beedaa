"""Named queries and prepared statements."""

TOKEN = "0123456789abcdef0123456789abcdef"


def test_a_named_query_is_created_once_for_a_token_read_changed_and_deleted(lake):
    athena = lake.client("athena")
    members = dict(Name="n", Database="d", QueryString="SELECT 1", WorkGroup="primary", Description="why")
    first = athena.create_named_query(ClientRequestToken=TOKEN, **members)["NamedQueryId"]
    assert athena.create_named_query(ClientRequestToken=TOKEN, **members)["NamedQueryId"] == first
    members["QueryString"] = "SELECT 2"
    assert (
        lake.refused("InvalidRequestException", athena.create_named_query, ClientRequestToken=TOKEN, **members)
        == "Idempotent parameters do not match"
    )
    query = athena.get_named_query(NamedQueryId=first)["NamedQuery"]
    assert (query["Name"], query["Description"], query["WorkGroup"]) == ("n", "why", "primary")
    athena.update_named_query(NamedQueryId=first, Name="m", Description="", QueryString="SELECT 3")
    query = athena.get_named_query(NamedQueryId=first)["NamedQuery"]
    assert (query["Name"], query["QueryString"], query.get("Description")) == ("m", "SELECT 3", None)
    batch = athena.batch_get_named_query(NamedQueryIds=[first, "nobody"])
    assert [each["NamedQueryId"] for each in batch["NamedQueries"]] == [first]
    assert [each["NamedQueryId"] for each in batch["UnprocessedNamedQueryIds"]] == ["nobody"]
    athena.delete_named_query(NamedQueryId=first)
    assert lake.refused("InvalidRequestException", athena.get_named_query, NamedQueryId=first).startswith("NamedQuery")


def test_named_queries_are_listed_by_workgroup_in_pages(lake):
    athena = lake.client("athena")
    ids = [
        athena.create_named_query(Name="n%d" % n, Database="d", QueryString="SELECT 1")["NamedQueryId"]
        for n in range(3)
    ]
    first = athena.list_named_queries(WorkGroup="primary", MaxResults=2)
    second = athena.list_named_queries(WorkGroup="primary", MaxResults=2, NextToken=first["NextToken"])
    assert first["NamedQueryIds"] + second["NamedQueryIds"] == ids and "NextToken" not in second
    lake.refused("InvalidRequestException", athena.list_named_queries, WorkGroup="nobody")


def test_a_prepared_statement_lives_in_its_workgroup(lake):
    athena = lake.client("athena")
    named = dict(StatementName="by_id", WorkGroup="primary")
    athena.create_prepared_statement(QueryStatement="SELECT ?", Description="one", **named)
    lake.refused("InvalidRequestException", athena.create_prepared_statement, QueryStatement="SELECT 1", **named)
    athena.update_prepared_statement(QueryStatement="SELECT ?, 2", Description="two", **named)
    statement = athena.get_prepared_statement(**named)["PreparedStatement"]
    assert (statement["QueryStatement"], statement["Description"]) == ("SELECT ?, 2", "two")
    assert statement["WorkGroupName"] == "primary" and statement["LastModifiedTime"]
    batch = athena.batch_get_prepared_statement(PreparedStatementNames=["by_id", "nobody"], WorkGroup="primary")
    assert [each["StatementName"] for each in batch["PreparedStatements"]] == ["by_id"]
    assert [each["StatementName"] for each in batch["UnprocessedPreparedStatementNames"]] == ["nobody"]
    athena.delete_prepared_statement(**named)
    lake.refused("ResourceNotFoundException", athena.get_prepared_statement, **named)
    lake.refused("ResourceNotFoundException", athena.delete_prepared_statement, **named)


def test_prepared_statements_are_listed_in_pages(lake):
    athena = lake.client("athena")
    for name in ("aa", "bb", "cc"):
        athena.create_prepared_statement(StatementName=name, WorkGroup="primary", QueryStatement="SELECT 1")
    first = athena.list_prepared_statements(WorkGroup="primary", MaxResults=2)
    second = athena.list_prepared_statements(WorkGroup="primary", MaxResults=2, NextToken=first["NextToken"])
    names = [each["StatementName"] for each in first["PreparedStatements"] + second["PreparedStatements"]]
    assert names == ["aa", "bb", "cc"]
