using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary><c>stack import</c>: takes a deployment of any version for the stack's state, if it is sound.</summary>
internal static class StackImportCommand
{
    private const int NewestVersion = 4;
    private const int FirstWithPropertyDependencies = 3;
    private const string CannotRead = "could not deserialize deployment: ";

    public static Task<int> RunAsync(CommandContext context, string[] arguments)
    {
        var line = CommandLine.Parse(arguments, ["file"], ["force|f"]).Expect(0, 0);
        var stack = context.Stack(line, CommandContext.SelectHint);
        using var document = Document(Text(context, line));
        var deployment = Deployment(document.RootElement, stack);
        var snapshot = Snapshot(context, stack, deployment);
        if (document.RootElement.GetProperty("version").GetInt32() < FirstWithPropertyDependencies)
        {
            Migrate(snapshot);
        }

        CheckContent(context, stack, snapshot, deployment, line);
        foreach (var pending in snapshot.Pending)
        {
            context.Output.Error(
                $"warning: removing pending operation '{pending.KindText}' on '{pending.Resource.Urn}' from snapshot"
            );
        }

        using (context.Lock(stack))
        {
            context.Backend.Backup(stack);
            snapshot = snapshot with { Pending = [] };
            context.Backend.Save(stack, snapshot, context.FormFor(stack, snapshot));
        }

        context.Output.WriteLine("Import complete.");
        return Task.FromResult(0);
    }

    private static string Text(CommandContext context, CommandLine line)
    {
        if (line.Value("file") is not { Length: > 0 } file)
        {
            return context.Call.StandardInput ?? "";
        }

        var path = Path.Combine(context.Call.WorkDirectory, file);
        return File.Exists(path) ? File.ReadAllText(path)
            : Directory.Exists(path) ? throw new CommandFailedException($"read {file}: is a directory")
            : throw new CommandFailedException($"could not open file: open {file}: no such file or directory");
    }

    /// <summary>The first JSON value of the text; what comes after it is not looked at.</summary>
    private static JsonDocument Document(string text)
    {
        if (text.Trim().Length == 0)
        {
            throw new CommandFailedException("EOF");
        }

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            var why = JsonFault.Describe(text);
            throw new CommandFailedException(why == "unexpected end of JSON input" ? "unexpected EOF" : why);
        }
    }

    private static JsonElement Deployment(JsonElement root, StackName stack)
    {
        Expect(root, JsonValueKind.Object, "Go value", "apitype.UntypedDeployment");
        var version = 0;
        if (Member(root, "version") is { } number)
        {
            Expect(number, JsonValueKind.Number, "Go struct field UntypedDeployment.version", "int");
            version = number.TryGetInt32(out var whole) ? whole : int.MaxValue;
        }

        if (version > NewestVersion)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' is newer than what this version of the Pulumi CLI understands. "
                    + "Please update your version of the Pulumi CLI"
            );
        }

        if (version < 1)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' is too old to be used by this version of the Pulumi CLI"
            );
        }

        if (version >= 4 && Member(root, "features") is { } features && features.GetArrayLength() > 0)
        {
            throw new CommandFailedException(
                $"the stack '{stack.Name}' uses features that are not supported by this version of the Pulumi CLI: "
                    + $"{string.Join(", ", features.EnumerateArray().Select(feature => feature.GetString()))}. "
                    + "Please update your version of the Pulumi CLI"
            );
        }

        if (!root.TryGetProperty("deployment", out var deployment))
        {
            throw new CommandFailedException(CannotRead + "unexpected end of JSON input");
        }

        if (deployment.ValueKind == JsonValueKind.Null)
        {
            return JsonDocument.Parse("{}").RootElement;
        }

        Expect(deployment, JsonValueKind.Object, "Go value", "apitype.DeploymentV3", CannotRead);
        foreach (var name in new[] { "resources", "pending_operations" })
        {
            if (Member(deployment, name) is { } list)
            {
                var type = name == "resources" ? "[]apitype.ResourceV3" : "[]apitype.OperationV2";
                Expect(list, JsonValueKind.Array, $"Go struct field DeploymentV3.{name}", type, CannotRead);
            }
        }

        return deployment;
    }

    private static Snapshot Snapshot(CommandContext context, StackName stack, JsonElement deployment)
    {
        ThrowUnlessPassphrase(deployment);
        try
        {
            var snapshot = State.Snapshot.Read(
                deployment,
                context.Opener(stack, () => State.Snapshot.SaltOf(deployment))
            );
            return snapshot.Resources.FirstOrDefault(state => !Urn.TryParse(state.Urn, out _)) is { } nameless
                ? throw new CommandFailedException($"{CannotRead}invalid URN \"{nameless.Urn}\"")
                : snapshot;
        }
        catch (Exception fault) when (fault is StateFormatException or SecretsException)
        {
            throw new CommandFailedException(CannotRead + fault.Message);
        }
        catch (Exception fault) when (fault is InvalidOperationException or KeyNotFoundException or ArgumentException)
        {
            throw new CommandFailedException(CannotRead + "a member has another type than it should: " + fault.Message);
        }
    }

    /// <summary>Which input needs which resource was not kept once: any may need all.</summary>
    private static void Migrate(Snapshot snapshot)
    {
        foreach (var state in snapshot.Resources)
        {
            state.PropertyDependencies = state.Inputs.ToImmutableSortedDictionary(
                input => input.Key,
                _ => state.Dependencies,
                StringComparer.Ordinal
            );
        }
    }

    private static void ThrowUnlessPassphrase(JsonElement deployment)
    {
        var type =
            Member(deployment, "secrets_providers") is { ValueKind: JsonValueKind.Object } provider
            && Member(provider, "type") is { ValueKind: JsonValueKind.String } name
                ? name.GetString()
                : null;
        switch (type)
        {
            case null or "" or "passphrase":
                break;
            case "service" or "cloud":
                throw new CommandFailedException(
                    $"{CannotRead}the secrets provider '{type}' is not supported: only the passphrase provider is"
                );
            default:
                throw new CommandFailedException($"{CannotRead}no known secrets provider for type \"{type}\"");
        }
    }

    private static void CheckContent(
        CommandContext context,
        StackName stack,
        Snapshot snapshot,
        JsonElement deployment,
        CommandLine line
    )
    {
        var faults = snapshot
            .Resources.Where(state => Urn.Parse(state.Urn).Stack != stack.Name)
            .Select(state =>
                $"resource '{state.Urn}' is from a different stack ({Urn.Parse(state.Urn).Stack} != {stack.Name})"
            )
            .ToList();
        if (
            !line.Has("disable-integrity-checking")
            && (ManifestFault(deployment) ?? SnapshotIntegrity.FirstFault(snapshot)) is { } fault
        )
        {
            faults.Add($"state file contains errors: {fault}");
        }

        if (faults.Count == 0)
        {
            return;
        }

        if (line.Has("force"))
        {
            foreach (var text in faults)
            {
                context.Output.Error($"warning: {text}");
            }

            return;
        }

        faults.Add("importing this file could be dangerous; rerun with --force to proceed anyway");
        throw CommandFailedException.Of(faults);
    }

    /// <summary>The manifest bears a hash of the version that it names.</summary>
    private static string? ManifestFault(JsonElement deployment)
    {
        if (Member(deployment, "manifest") is not { ValueKind: JsonValueKind.Object } manifest)
        {
            return null;
        }

        var version = text("version");
        var magic =
            version.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)));
        return text("magic") == magic ? null : "magic cookie mismatch; possible tampering/corruption detected";

        string text(string name) =>
            Member(manifest, name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : "";
    }

    private static JsonElement? Member(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static void Expect(JsonElement json, JsonValueKind kind, string place, string type, string before = "")
    {
        if (json.ValueKind == kind)
        {
            return;
        }

        var found = json.ValueKind switch
        {
            JsonValueKind.True or JsonValueKind.False => "bool",
            var other => other.ToString().ToLowerInvariant(),
        };
        throw new CommandFailedException($"{before}json: cannot unmarshal {found} into {place} of type {type}");
    }
}
