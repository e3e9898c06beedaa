using CustomerLake.Local.Engine.Providers;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Tests.Contract.Providers;

/// <summary>What every resource type's class must do, against the local cloud over the wire.</summary>
public sealed class ProviderLifecycleTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => [.. ProviderCases.All.Select(c => c.Type)];

    [Theory, MemberData(nameof(Types))]
    public async Task A_thing_just_made_shows_no_drift_and_no_difference(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, _) = await MakeAsync(lab, type);

        var read = await lab.ReadAsync(made, Token);
        var diff = await lab.DiffAsync(made, made.Inputs, Token);

        Assert.Equal(Text(made.Inputs), Text(read!.Inputs));
        Assert.Equal(Text(made.Outputs), Text(read.Outputs));
        Assert.Equal(DiffChanges.None, diff.Changes);
    }

    public static TheoryData<string> Changing => [.. ProviderCases.All.Where(c => c.CanChange).Select(c => c.Type)];

    [Theory, MemberData(nameof(Changing))]
    public async Task An_update_leaves_exactly_what_was_asked_for(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, changed) = await MakeAsync(lab, type);
        var wanted = await lab.CheckAsync(type, made.Inputs, changed, Token);

        var diff = await lab.DiffAsync(made, wanted, Token);
        Assert.Equal(DiffChanges.Some, diff.Changes);
        Assert.Equal(!Case(type).HasUpdate, diff.IsReplace);
        if (diff.IsReplace)
        {
            return;
        }

        var updated = await lab.UpdateAsync(made, wanted, Token);
        var read = await lab.ReadAsync(updated, Token);
        var again = await lab.DiffAsync(updated with { Inputs = read!.Inputs }, wanted, Token);

        Assert.Equal(Text(wanted), Text(read.Inputs));
        Assert.Equal(DiffChanges.None, again.Changes);
    }

    /// <summary>Each property that an update can change, changed by somebody else: when the program set it, and when not.</summary>
    [Theory, MemberData(nameof(Changing))]
    public async Task A_change_by_hand_shows_as_that_property_and_the_next_update_takes_it_back(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (start, changed) = await MakeAsync(lab, type);
        foreach (var property in start.Inputs.Keys.Union(changed.Keys).Except(OfTheProvider))
        {
            foreach (var inputs in new[] { start.Inputs, start.Inputs.Without(property) })
            {
                var values = new[] { start.Inputs.Find(property), changed.Find(property), null };
                var others = values
                    .Where(value => !Equals(value, inputs.Find(property)))
                    .Select(value => value is null ? inputs.Without(property) : inputs.With(property, value));
                foreach (var other in others)
                {
                    start = await ChangeByHandAsync(lab, start, inputs, other, property);
                }
            }
        }
    }

    /// <summary>What only says how to go about things; AWS knows nothing of it.</summary>
    private static readonly string[] OfTheProvider = ["forceDestroy", "deletionWindowInDays"];

    private static async Task<Made> ChangeByHandAsync(
        ProviderLab lab,
        Made start,
        PropertyMap inputs,
        PropertyMap other,
        string property
    )
    {
        if (
            await lab.FindUpdateAsync(start, inputs, Token) is not { } wanted
            || await lab.FindUpdateAsync(start, other, Token) is not { } byHand
        )
        {
            return start;
        }

        var made = await lab.UpdateAsync(start, wanted, Token);
        Assert.Equal(Text(wanted), Text((await lab.ReadAsync(made, Token))!.Inputs));
        var changed = await lab.UpdateAsync(made, byHand, Token);
        var isOther = !Equals(changed.Outputs.Find(property), made.Outputs.Find(property));

        var read = await lab.ReadAsync(made, Token);
        var drifted = made with { Inputs = read!.Inputs, Outputs = read.Outputs };
        var diff = await lab.DiffAsync(drifted, made.Inputs, Token);
        var healed = await lab.UpdateAsync(drifted, made.Inputs, Token);
        var again = await lab.ReadAsync(healed, Token);

        Assert.Equal(isOther ? [property] : [], diff.ChangedKeys);
        Assert.Equal(Text(made.Inputs), Text(again!.Inputs));
        Assert.Equal(
            (property, Text(made.Outputs.Find(property) ?? "")),
            (property, Text(again.Outputs.Find(property) ?? ""))
        );
        return healed;
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Optional_inputs_that_are_left_out_are_cleared(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, _) = await MakeAsync(lab, type);
        if (!made.Inputs.ContainsKey("tags"))
        {
            return;
        }

        var updated = await lab.UpdateAsync(made, made.Inputs.Without("tags").Without("description"), Token);
        var live = await lab.ReadAsync(updated, Token);

        Assert.True(live!.Outputs.Find("tags") is null or { AsMap.Count: 0 });
        Assert.True(live.Outputs.Text("description") is null or "");
    }

    /// <summary>Three tags of the provider, four of the resource, one of them in both; services tell them as they like.</summary>
    [Theory, MemberData(nameof(Tagged))]
    public async Task Case_engine_tags_order(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (inputs, _) = await Case(type).Prepare(lab, Token);
        var everything = ProviderCase.Map(("team", "data"), ("Cost", "7"), ("stage", "dev"));
        var own = ProviderCase.Map(("stage", "test"), ("b", "2"), ("a", "1"), ("Zone", "z"));
        using var shuffler = await lab.ShuffleTagsAsync(everything, Token);

        var made = await lab.CreateAsync(type, inputs.With("tags", own), Token);
        var wanted = await lab.CheckAsync(type, made.Inputs, inputs.With("tags", own), Token);
        var diff = await lab.DiffAsync(made, wanted, Token);
        var read = await lab.ReadAsync(made, Token);
        var imported = await lab.Provider.ReadAsync(
            new ReadRequest(made.Urn, made.Id, PropertyMap.Empty, PropertyMap.Empty),
            Token
        );

        Assert.Equal(everything.With(own), made.Outputs["tagsAll"]);
        Assert.Equal(own, made.Outputs["tags"]);
        Assert.Equal(DiffChanges.None, diff.Changes);
        Assert.Equal(made.Inputs, read!.Inputs);
        Assert.Equal(Text(made.Outputs), Text(read.Outputs));
        Assert.Equal(everything.With(own), imported!.Inputs["tagsAll"]);
        Assert.True(shuffler.Shuffled > 0, "no answer had tags in it");
    }

    [Theory, MemberData(nameof(Tagged))]
    public async Task Default_tags_that_change_show_and_are_carried_out(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (inputs, _) = await Case(type).Prepare(lab, Token);
        using var before = await lab.ShuffleTagsAsync(ProviderCase.Map(("old", "1"), ("kept", "1")), Token);
        var made = await lab.CreateAsync(type, inputs.Without("tags"), Token);
        using var after = await lab.ShuffleTagsAsync(ProviderCase.Map(("new", "1"), ("kept", "2")), Token);

        var wanted = await lab.CheckAsync(type, made.Inputs, inputs.Without("tags"), Token);
        var diff = await lab.DiffAsync(made, wanted, Token);
        var updated = await lab.UpdateAsync(made, wanted, Token);
        var read = await lab.ReadAsync(updated, Token);

        Assert.Equal(["tagsAll.kept", "tagsAll.new", "tagsAll.old"], diff.Detailed!.Keys);
        Assert.Equal(ProviderCase.Map(("new", "1"), ("kept", "2")), read!.Outputs["tagsAll"]);
        Assert.Equal(wanted, read.Inputs);
    }

    /// <summary>Each type that AWS keeps tags of.</summary>
    public static TheoryData<string> Tagged =>
        [
            "aws:s3/bucket:Bucket",
            "aws:s3/bucketObjectv2:BucketObjectv2",
            "aws:iam/role:Role",
            "aws:iam/policy:Policy",
            "aws:kms/key:Key",
            "aws:cloudwatch/logGroup:LogGroup",
            "aws:glue/catalogDatabase:CatalogDatabase",
            "aws:glue/crawler:Crawler",
            "aws:glue/job:Job",
            "aws:athena/workgroup:Workgroup",
            "aws:quicksight/dataSource:DataSource",
            "aws:quicksight/dataSet:DataSet",
        ];

    [Theory, MemberData(nameof(Types))]
    public async Task An_import_proposes_inputs_that_make_the_same_thing(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, _) = await MakeAsync(lab, type);
        var known = PropertyMap.Of(("typeName", made.Inputs.Find("typeName") ?? PropertyValue.Null));

        var imported = await lab.Provider.ReadAsync(
            new ReadRequest(made.Urn, made.Id, PropertyMap.Empty, known),
            Token
        );
        var wanted = await lab.CheckAsync(type, imported!.Inputs, imported.Inputs, Token);
        var diff = await lab.DiffAsync(made with { Inputs = imported.Inputs }, wanted, Token);

        Assert.Equal(made.Id, imported.Id);
        Assert.Equal(DiffChanges.None, diff.Changes);
    }

    [Theory, MemberData(nameof(Types))]
    public async Task What_is_deleted_is_gone_and_deleting_it_again_is_no_error(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, _) = await MakeAsync(lab, type);

        await lab.DeleteAsync(made, Token);
        await lab.DeleteAsync(made, Token);

        if (!Case(type).LeavesDefault)
        {
            Assert.Null(await lab.ReadAsync(made, Token));
        }
    }

    /// <summary>By hand, and with all that it stood on, as far as AWS lets that go first.</summary>
    [Theory, MemberData(nameof(Types))]
    public async Task Case_engine_gone_outside(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (made, _) = await MakeAsync(lab, type);
        foreach (var other in lab.Everything.Reverse().Where(other => other != made).Append(made))
        {
            try
            {
                await lab.DeleteAsync(other, Token);
            }
            catch (ProviderException)
            {
                // AWS keeps it while it is in use.
            }
        }

        var read = await lab.ReadAsync(made, Token);
        await lab.DeleteAsync(made, Token);

        Assert.True(read is null || Case(type).LeavesDefault, $"{type} is still there");
    }

    [Theory, MemberData(nameof(Types))]
    public async Task Case_engine_interrupted_create(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (inputs, _) = await Case(type).Prepare(lab, Token);
        var wanted = await lab.CheckAsync(type, PropertyMap.Empty, inputs, Token);
        var find = new FindRequest(ProviderLab.UrnOf(type, "thing"), wanted);

        var before = await lab.Provider.FindAsync(find, Token);
        var made = await lab.CreateAsync(type, inputs, Token);
        var after = await lab.Provider.FindAsync(find, Token);

        // Either it is told for certain, or that it cannot be told. Some settings every bucket has from the beginning.
        var isSetting = lab.Everything.Count > 1 && before?.Thing?.Id == wanted.Text("bucket");
        Assert.True(before?.Thing is null || isSetting, $"{before?.Thing?.Id} was there before");
        Assert.True(after is null || after.Thing?.Id == made.Id);
        Assert.Equal(before is null, after is null);
        // Taken over, it needs no change.
        Assert.Equal(Text(wanted), Text(after?.Thing?.Inputs ?? wanted));
    }

    [Theory, MemberData(nameof(Types))]
    public async Task A_preview_touches_nothing(string type)
    {
        await using var lab = await ProviderLab.StartAsync(Token);
        var (inputs, _) = await Case(type).Prepare(lab, Token);
        var urn = ProviderLab.UrnOf(type, "thing");
        var wanted = await lab.CheckAsync(type, PropertyMap.Empty, inputs, Token);

        var planned = await lab.Provider.CreateAsync(new CreateRequest(urn, wanted) { Preview = true }, Token);
        var made = await lab.CreateAsync(type, inputs, Token);

        Assert.Null(planned.Id);
        Assert.NotEmpty(made.Id);
    }

    private static ProviderCase Case(string type) => ProviderCases.All.Single(c => c.Type == type);

    private static async Task<(Made Made, PropertyMap Changed)> MakeAsync(ProviderLab lab, string type)
    {
        var (inputs, changed) = await Case(type).Prepare(lab, Token);
        return (await lab.CreateAsync(type, inputs, Token), changed);
    }

    private static string Text(PropertyValue value) =>
        value.Bare switch
        {
            PropertyValue.MapValue map =>
                $"{{{string.Join(", ", map.Entries.Where(e => Text(e.Value) is not ("" or "{}" or "[]")).Select(e => $"{e.Key}: {Text(e.Value)}"))}}}",
            PropertyValue.ListValue list => $"[{string.Join(", ", list.Items.Select(Text))}]",
            PropertyValue.NullValue => "",
            PropertyValue.StringValue text => text.Value,
            PropertyValue.BoolValue flag => flag.Value ? "true" : "false",
            PropertyValue.NumberValue number => number.Value.ToString(
                System.Globalization.CultureInfo.InvariantCulture
            ),
            var other => other.ToString(),
        };
}
