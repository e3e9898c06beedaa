using System.Text.Json;
using Pulumi.Automation;
using Pulumi.Automation.Events;
using Pulumi.Automation.Serialization;

namespace CustomerLake.Tests.Unit.Automation;

public sealed class EventTests
{
    private const string State =
        """{"type":"aws:s3/bucket:Bucket","urn":"urn:b","custom":true,"id":"b","parent":"urn:s","provider":"p","inputs":{"n":3,"f":1.5,"day":"2026-01-02","year":"2026","l":["a",true]},"outputs":{}}""";

    [Fact]
    public void A_step_is_read_with_its_states_and_diffs()
    {
        var step = Read(
            """
            {"sequence":1,"timestamp":1767323045,"novelty":{},"resourcePreEvent":{"planning":true,"metadata":{"op":"create-replacement","urn":"urn:b",
              "type":"aws:s3/bucket:Bucket","old":null,"new":STATE,"keys":["bucket"],"diffs":["bucket"],
              "detailedDiff":{"bucket":{"diffKind":"update-replace","kind":"update-replace","inputDiff":true}},"logical":true,"provider":"p"}}}
            """
        ).ResourcePreEvent!;

        var metadata = step.Metadata;
        Assert.Equal((true, OperationType.CreateReplacement), (step.Planning, metadata.Op));
        Assert.Null(metadata.Old);
        Assert.Equal(["bucket"], metadata.Diffs!.Value);
        Assert.Equal(DiffKind.UpdateReplace, metadata.DetailedDiff!["bucket"].Kind);
        var inputs = metadata.New!.Inputs;
        Assert.Equal(3L, inputs["n"]);
        Assert.Equal(1.5, inputs["f"]);
        Assert.Equal(new DateTime(2026, 1, 2), inputs["day"]);
        Assert.Equal("2026", inputs["year"]);
        Assert.Equal(["a", true], Assert.IsType<object[]>(inputs["l"]));
    }

    [Theory]
    [InlineData("resOutputsEvent")]
    [InlineData("resOpFailedEvent")]
    public void The_end_of_a_step_is_read(string member)
    {
        var read = Read(
            """{"sequence":2,"timestamp":1,"MEMBER":{"metadata":{"op":"discard","urn":"u","type":"t","new":STATE,"provider":""},"status":4,"steps":5}}""".Replace(
                "MEMBER",
                member,
                StringComparison.Ordinal
            )
        );

        var metadata = read.ResourceOutputsEvent?.Metadata ?? read.ResourceOperationFailedEvent!.Metadata;
        Assert.Equal(OperationType.ReadDiscard, metadata.Op);
        Assert.Equal(member == "resOpFailedEvent" ? 4 : null, read.ResourceOperationFailedEvent?.Status);
    }

    [Fact]
    public void Messages_and_the_summary_are_read()
    {
        var diagnostic = Read(
            """{"sequence":1,"timestamp":1,"diagnosticEvent":{"urn":"u","message":"m","color":"never","severity":"info#err","streamID":3,"ephemeral":true}}"""
        ).DiagnosticEvent!;
        var prelude = Read(
            """{"sequence":1,"timestamp":1,"preludeEvent":{"config":{"lake:key":"[secret]"}}}"""
        ).PreludeEvent!;
        var text = Read(
            """{"sequence":1,"timestamp":1,"stdoutEvent":{"message":"m","color":"c"}}"""
        ).StandardOutputEvent!;
        var end = Read("""{"sequence":1,"timestamp":1,"cancelEvent":{}}""");

        Assert.Equal(("u", "info#err", true), (diagnostic.Urn, diagnostic.Severity, diagnostic.Ephemeral));
        Assert.Equal("[secret]", prelude.Config["lake:key"]);
        Assert.Equal("m", text.Message);
        Assert.NotNull(end.CancelEvent);
    }

    [Fact]
    public void A_state_without_outputs_is_refused() =>
        Assert.ThrowsAny<Exception>(() =>
            Read(
                """{"sequence":1,"timestamp":1,"resOutputsEvent":{"metadata":{"op":"same","urn":"u","type":"t","provider":"","new":{"urn":"u","type":"t","inputs":{}}}}}"""
            )
        );

    [Fact]
    public void A_time_in_milliseconds_is_refused() =>
        Assert.Throws<JsonException>(() => Read("""{"sequence":1,"timestamp":1767323045000,"cancelEvent":{}}"""));

    private static EngineEvent Read(string json) =>
        new LocalSerializer().DeserializeJson<EngineEvent>(json.Replace("STATE", State, StringComparison.Ordinal));
}
