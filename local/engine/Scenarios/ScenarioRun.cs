using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using CustomerLake.Local.Engine.Deploy;
using CustomerLake.Local.Engine.Programs;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;
using static CustomerLake.Local.Engine.Scenarios.ScenarioNode;

namespace CustomerLake.Local.Engine.Scenarios;

/// <summary>One run of a scenario's program.</summary>
internal sealed class ScenarioRun(JsonElement program, ProgramRequest request, IResourceMonitor monitor)
{
    private const string PackageVersion = "1.0.0";

    private readonly ConcurrentDictionary<string, Answered> _answered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _protected = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _nodes = new(StringComparer.Ordinal);
    private string _root = "";

    private ScenarioValues Values =>
        new(_answered, request.Config, request.SecretConfigKeys, request.Project, request.Preview);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var root = new RegisterRequest(Urn.RootType, $"{request.Project}-{request.Stack}", false, PropertyMap.Empty);
        _root = (await monitor.RegisterResourceAsync(root, cancellationToken)).Urn;
        var nodes = program.TryGetProperty("resources", out var list) ? list.EnumerateArray().ToList() : [];
        foreach (var node in nodes)
        {
            _nodes[KeyOf(node)] = node;
        }

        if (Text(program, "mode") == "parallel")
        {
            await ParallelAsync(nodes, cancellationToken);
        }
        else
        {
            foreach (var node in nodes)
            {
                await RunAsync(node, cancellationToken);
            }
        }

        await RegisterOutputsAsync(nodes, cancellationToken);
    }

    private async Task ParallelAsync(List<JsonElement> nodes, CancellationToken cancellationToken)
    {
        var tasks = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var needs = References(node).Where(tasks.ContainsKey).Select(key => tasks[key]).ToList();
            tasks[KeyOf(node)] = AfterAsync(needs, node, cancellationToken);
        }

        var all = Task.WhenAll(tasks.Values);
        try
        {
            await all;
        }
        catch (Exception)
        {
            throw all.Exception!.InnerExceptions.FirstOrDefault(fault => fault is not MonitorException)
                ?? all.Exception.InnerExceptions[0];
        }
    }

    private async Task AfterAsync(List<Task> needs, JsonElement node, CancellationToken cancellationToken)
    {
        await Task.WhenAll(needs);
        await RunAsync(node, cancellationToken);
    }

    /// <summary>Keys that occur anywhere in the node: as references, options, parents.</summary>
    private IEnumerable<string> References(JsonElement node)
    {
        var texts = new List<string>();
        collect(node);
        return texts
            .SelectMany(text =>
                _nodes.Keys.Where(key => text == key || text.StartsWith(key + ".", StringComparison.Ordinal))
            )
            .Where(key => key != KeyOf(node))
            .Distinct(StringComparer.Ordinal);

        void collect(JsonElement json)
        {
            switch (json.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (var member in json.EnumerateObject())
                    {
                        collect(member.Value);
                    }

                    break;
                case JsonValueKind.Array:
                    foreach (var item in json.EnumerateArray())
                    {
                        collect(item);
                    }

                    break;
                case JsonValueKind.String:
                    texts.Add(json.GetString()!);
                    break;
            }
        }
    }

    private async Task RunAsync(JsonElement node, CancellationToken cancellationToken)
    {
        switch (Text(node, "kind"))
        {
            case "error":
                throw new ScenarioProgramException(Text(node, "message") ?? "");
            case "log":
                var severity = Enum.Parse<LogSeverity>(Text(node, "level") ?? "info", ignoreCase: true);
                monitor.Log(
                    severity,
                    Text(node, "message") ?? "",
                    Option(node, "parent") is { } on ? UrnOf(on.GetString()!) : null
                );
                break;
            case "invoke":
                await InvokeAsync(node, cancellationToken);
                break;
            case "read" or "stackReference":
                await ReadAsync(node, cancellationToken);
                break;
            default:
                await RegisterAsync(node, cancellationToken);
                break;
        }
    }

    private async Task InvokeAsync(JsonElement node, CancellationToken cancellationToken)
    {
        var token = Text(node, "type")!;
        var inputs = Inputs(node, []);
        if (inputs.ContainsUnknowns)
        {
            _answered[KeyOf(node)] = new Answered("", null, null, IsComponent: false);
            return;
        }

        var response = await monitor.InvokeAsync(
            new MonitorInvokeRequest(token, inputs)
            {
                Provider = Provider(node, token),
                Version = Version(node, token),
            },
            cancellationToken
        );
        if (response.Failures.Length > 0)
        {
            var failures = response.Failures.Select(failure => $"{failure.Reason} ({failure.Property})");
            throw new ScenarioProgramException($"program failed: {token} failed: {string.Join("; ", failures)}");
        }

        _answered[KeyOf(node)] = new Answered("", null, response.Outputs, IsComponent: false);
    }

    private async Task ReadAsync(JsonElement node, CancellationToken cancellationToken)
    {
        var type = Text(node, "kind") == "stackReference" ? StackReferences.Type : Text(node, "type")!;
        var needs = new HashSet<string>(StringComparer.Ordinal);
        var inputs = Inputs(node, needs);
        var id = Values.Evaluate(node.GetProperty("id"), needs);
        var response = await monitor.ReadResourceAsync(
            new ReadResourceRequest(type, Text(node, "name")!, id.IsUnknown ? Markers.Unknown : id.AsText ?? "", inputs)
            {
                Parent = Parent(node),
                DependsOn = Dependencies(node, needs),
                Provider = Provider(node, type),
                Version = Version(node, type),
                AdditionalSecretOutputs = Texts(node, "additionalSecretOutputs"),
            },
            cancellationToken
        );
        Answer(node, response, isComponent: false);
    }

    private async Task RegisterAsync(JsonElement node, CancellationToken cancellationToken)
    {
        var kind = Text(node, "kind");
        var isComponent = kind == "component";
        var type = kind == "provider" ? ProviderReference.TypePrefix + "fake" : Text(node, "type")!;
        var needs = new HashSet<string>(StringComparer.Ordinal);
        var propertyNeeds = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var inputs = Inputs(node, needs, propertyNeeds);
        var isProtected = Option(node, "protect") is { } own
            ? own.GetBoolean()
            : Option(node, "parent") is { } above && _protected.GetValueOrDefault(above.GetString()!);
        _protected[KeyOf(node)] = isProtected;
        var response = await monitor.RegisterResourceAsync(
            new RegisterRequest(type, Text(node, "name")!, !isComponent, inputs)
            {
                Parent = Parent(node),
                DependsOn = Dependencies(node, needs),
                PropertyDependencies = propertyNeeds.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Provider = isComponent ? null : Provider(node, type),
                Version = Version(node, type),
                Protect = isProtected,
                RetainOnDelete = Flag(node, "retainOnDelete"),
                DeleteBeforeReplace = Flag(node, "deleteBeforeReplace"),
                IgnoreChanges = Texts(node, "ignoreChanges"),
                ReplaceOnChanges = Texts(node, "replaceOnChanges"),
                AdditionalSecretOutputs = Texts(node, "additionalSecretOutputs"),
                Aliases = Aliases(node),
                ImportId = Option(node, "import")?.GetString(),
                DeletedWith = Option(node, "deletedWith") is { } with ? UrnOf(with.GetString()!) : null,
                ReplaceWith = [.. Texts(node, "replaceWith").Select(UrnOf)],
                CustomTimeouts = Timeouts(node),
            },
            cancellationToken
        );
        Answer(node, response, isComponent);
    }

    private void Answer(JsonElement node, RegisterResponse response, bool isComponent)
    {
        var answer = new Answered(
            response.Urn,
            response.Id,
            response.Outcome == RegisterOutcome.Success ? response.Outputs : null,
            isComponent
        )
        {
            Stands = isComponent ? [] : [response.Urn],
        };
        _answered[KeyOf(node)] = answer;
        if (!isComponent)
        {
            for (var above = ParentKey(node); above is not null; above = ParentKey(_nodes[above]))
            {
                if (!_answered.TryGetValue(above, out var parent) || !parent.IsComponent)
                {
                    break;
                }

                parent.Stands = parent.Stands.Add(response.Urn);
            }
        }
    }

    private async Task RegisterOutputsAsync(List<JsonElement> nodes, CancellationToken cancellationToken)
    {
        foreach (var node in nodes.Where(node => Text(node, "kind") == "component"))
        {
            var outputs = node.TryGetProperty("outputs", out var given) ? Map(given) : PropertyMap.Empty;
            var answer = _answered[KeyOf(node)];
            if (answer.Outputs is not null)
            {
                await monitor.RegisterOutputsAsync(answer.Urn, outputs, cancellationToken);
            }
        }

        var stack = program.TryGetProperty("outputs", out var stackOutputs) ? Map(stackOutputs) : PropertyMap.Empty;
        await monitor.RegisterOutputsAsync(_root, stack, cancellationToken);
    }

    private PropertyMap Map(JsonElement json) =>
        PropertyMap.Of(
            json.EnumerateObject()
                .Select(member =>
                    KeyValuePair.Create(member.Name, Values.Evaluate(member.Value, new HashSet<string>()))
                )
        );

    private PropertyMap Inputs(
        JsonElement node,
        HashSet<string> needs,
        Dictionary<string, ImmutableArray<string>>? propertyNeeds = null
    )
    {
        var members = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var input in node.TryGetProperty("inputs", out var inputs) ? inputs.EnumerateObject() : default)
        {
            var own = new HashSet<string>(StringComparer.Ordinal);
            var value = Values.Evaluate(input.Value, own);
            needs.UnionWith(own);
            if (propertyNeeds is not null)
            {
                propertyNeeds[input.Name] = [.. own.SelectMany(Stands).Distinct().Order(StringComparer.Ordinal)];
            }

            if (!value.IsNull)
            {
                members.Add(KeyValuePair.Create(input.Name, value));
            }
        }

        return PropertyMap.Of(members);
    }

    private ImmutableArray<string> Dependencies(JsonElement node, HashSet<string> needs)
    {
        var named = Texts(node, "dependsOn");
        var all = named
            .SelectMany(StandsAndItself)
            .Concat(needs.SelectMany(Stands))
            .Concat(Texts(node, "rawDependsOn"));
        return [.. all.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private IEnumerable<string> Stands(string key) => _answered[key].Urn.Length == 0 ? [] : _answered[key].Stands;

    private IEnumerable<string> StandsAndItself(string key) => Stands(key).Append(_answered[key].Urn);

    private ImmutableArray<AliasSpec> Aliases(JsonElement node) =>
        Option(node, "aliases") is { } list
            ?
            [
                .. list.EnumerateArray()
                    .Select(alias => new AliasSpec
                    {
                        Urn = Text(alias, "urn"),
                        Name = Text(alias, "name"),
                        Type = Text(alias, "type"),
                        Project = Text(alias, "project"),
                        Stack = Text(alias, "stack"),
                        ParentUrn = Text(alias, "parentUrn") ?? (Text(alias, "parent") is { } key ? UrnOf(key) : null),
                        NoParent = alias.TryGetProperty("noParent", out var none) && none.GetBoolean(),
                    }),
            ]
            : [];

    private string? Provider(JsonElement node, string type)
    {
        if (Text(node, "options") is null && Option(node, "rawProvider") is { } raw)
        {
            return raw.GetString();
        }

        var package = type.Split(':')[0];
        if (ProviderReference.IsProviderType(type) || package == "pulumi")
        {
            return null;
        }

        for (var at = (JsonElement?)node; at is { } current; at = ParentKey(current) is { } key ? _nodes[key] : null)
        {
            var names = Option(current, "provider") is { } one ? [one.GetString()!] : Texts(current, "providers");
            if (names.FirstOrDefault() is { } name)
            {
                var answer = _answered[name];
                return new ProviderReference(answer.Urn, answer.Id ?? Markers.Unknown).ToString();
            }
        }

        return null;
    }

    private string? Version(JsonElement node, string type) =>
        Option(node, "version")?.GetString()
        ?? (
            (program.TryGetProperty("noVersion", out var none) && none.GetBoolean()) || type == StackReferences.Type
                ? null
                : PackageVersion
        );

    private string Parent(JsonElement node) =>
        Option(node, "rawParent")?.GetString() ?? (ParentKey(node) is { } key ? _answered[key].Urn : _root);

    private string UrnOf(string key) => _answered[key].Urn;
}
