using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.State;

/// <summary>
/// Stacks in files, laid out as Pulumi's own file backend lays them out, so that either can read the other's:
/// <c>.pulumi/{meta.yaml,stacks,history,backups,locks}</c>. Beside a checkpoint that an operation left behind when it
/// was killed lies its journal (<c>&lt;stack&gt;.json.journal</c>), which every reader here replays.
/// </summary>
public sealed class FileBackend(string root, StateFiles files, TimeProvider time)
{
    private const int DeploymentVersion = 3;

    public string Root => root;

    public string Url => $"file://{root}";

    public StateFiles Files => files;

    /// <summary>Whether checkpoints and history are written compressed; either form is read.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Whether each checkpoint is kept under the time of its writing as well.</summary>
    public bool RetainsCheckpoints { get; init; }

    /// <summary>Whether a copy of the state before an operation is kept.</summary>
    public bool KeepsBackups { get; init; } = true;

    private string Ending => IsCompressed ? StateText.Ending : "";

    private const string LegacyText = """

        ================================================================================
        Legacy DIY state is deprecated, please upgrade your state to project mode using:
        'pulumi state upgrade'

        It is due to be removed in a future release before the end of this year (2026).
        If you have any feedback or concerns, please let us know by commenting on the
        issue at https://github.com/pulumi/pulumi/issues/19566.
        Set PULUMI_DIY_BACKEND_IGNORE_DEPRECATION_ERROR=1 to disable this error.
        ================================================================================
        """;

    private string Home => Path.Combine(root, ".pulumi");

    /// <exception cref="StateFormatException">The folder holds a state of another version.</exception>
    public void Open()
    {
        var meta = Path.Combine(Home, "meta.yaml");
        if (!File.Exists(meta))
        {
            files.Replace(meta, "version: 1\n");
            return;
        }

        var version = File.ReadLines(meta)
            .FirstOrDefault(line => line.StartsWith("version:", StringComparison.Ordinal));
        var number = version?["version:".Length..].Trim();
        if (number is null or "0")
        {
            throw new StateFormatException(LegacyText);
        }

        if (number != "1")
        {
            throw new StateFormatException(
                "state store unsupported: 'meta.yaml' version "
                    + $"({number}) is not supported by this version of the Pulumi CLI"
            );
        }
    }

    /// <summary>The checkpoint as it is, in whichever form; where there is none, as it is to be written.</summary>
    public string CheckpointPath(StackName stack)
    {
        var plain = PlainPath(stack);
        return new[] { plain + Ending, plain, plain + StateText.Ending }.FirstOrDefault(File.Exists) ?? plain + Ending;
    }

    private string PlainPath(StackName stack) => Path.Combine(Home, "stacks", stack.Project, stack.Name + ".json");

    public string HistoryFolder(StackName stack) => Path.Combine(Home, "history", stack.Project, stack.Name);

    public string BackupFolder(StackName stack) => Path.Combine(Home, "backups", stack.Project, stack.Name);

    public string LockFolder(StackName stack) =>
        Path.Combine(Home, "locks", StackName.Organization, stack.Project, stack.Name);

    public bool Exists(StackName stack) => File.Exists(CheckpointPath(stack));

    public IEnumerable<StackName> Stacks(string? project)
    {
        var folder = Path.Combine(Home, "stacks");
        return !Directory.Exists(folder)
            ? []
            : Directory
                .EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories)
                .Select(path => path.EndsWith(StateText.Ending, StringComparison.Ordinal) ? path[..^3] : path)
                .Where(path => Path.GetExtension(path) == ".json")
                .Distinct(StringComparer.Ordinal)
                .Select(path => new StackName(
                    Path.GetFileName(Path.GetDirectoryName(path)!),
                    Path.GetFileNameWithoutExtension(path)
                ))
                .Where(stack => project is null || stack.Project == project)
                .OrderBy(stack => stack.Name, StringComparer.Ordinal);
    }

    public DateTimeOffset? LastUpdate(StackName stack) =>
        LoadRaw(stack) is { } json
        && json.TryGetProperty("manifest", out var manifest)
        && manifest.TryGetProperty("time", out var text)
        && DateTimeOffset.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var saved)
        && json.TryGetProperty("resources", out _)
            ? saved
            : null;

    /// <summary>An empty stack that names its secrets provider.</summary>
    public void Create(StackName stack, string? salt) =>
        Save(stack, Snapshot.Empty with { SecretsSalt = salt }, new SecretForm.InClear(), backup: false);

    /// <summary>The deployment of a stack as it was written, ciphertexts untouched, a journal replayed.</summary>
    /// <exception cref="StateFormatException">The file is cut short or no checkpoint.</exception>
    public JsonElement? LoadRaw(StackName stack)
    {
        if (!File.Exists(CheckpointPath(stack)))
        {
            return null;
        }

        var text = StateText.Read(CheckpointPath(stack));
        if (!File.Exists(JournalPath(stack)))
        {
            return Latest(text);
        }

        // Ciphertexts pass through unread: a ciphertext "decrypts" to itself and is written back as it was.
        var snapshot = LoadWithJournal(stack, text, Sealed.Keep);
        using var document = JsonDocument.Parse(
            snapshot.ToJson(new SecretForm.Encrypted(Sealed.Restore), time.GetUtcNow()).ToJsonString()
        );
        return document.RootElement.Clone();
    }

    /// <summary>The snapshot with its secrets as they are: it can be changed without their passphrase.</summary>
    public Snapshot LoadSealed(StackName stack) => Load(stack, Sealed.Keep);

    /// <summary>Writes what was loaded sealed.</summary>
    public static SecretForm SealedForm => new SecretForm.Encrypted(Sealed.Restore);

    /// <param name="decrypt">Opens secrets; null leaves them masked (enough to list resources).</param>
    public Snapshot Load(StackName stack, Func<string, string>? decrypt)
    {
        var text = StateText.Read(CheckpointPath(stack));
        return File.Exists(JournalPath(stack))
            ? LoadWithJournal(stack, text, decrypt)
            : Snapshot.Read(Latest(text), decrypt);
    }

    /// <summary>Writes the checkpoint as a whole; the one before stays as <c>.bak</c>, a journal goes.</summary>
    public void Save(StackName stack, Snapshot snapshot, SecretForm form, bool backup = true)
    {
        var (before, path) = (CheckpointPath(stack), PlainPath(stack) + Ending);
        if (backup && File.Exists(before))
        {
            files.Copy(before, before + ".bak");
        }

        var checkpoint = new JsonObject
        {
            ["version"] = DeploymentVersion,
            ["checkpoint"] = new JsonObject
            {
                ["stack"] = stack.Qualified,
                ["latest"] = snapshot.ToJson(form, time.GetUtcNow()),
            },
        };
        var content = StateText.Bytes(checkpoint.ToJsonString(), IsCompressed);
        files.Replace(path, content);
        if (before != path && File.Exists(before))
        {
            files.Delete(before);
        }

        if (RetainsCheckpoints)
        {
            files.Replace(string.Create(CultureInfo.InvariantCulture, $"{path}.{Nanoseconds()}"), content);
        }

        if (File.Exists(JournalPath(stack)))
        {
            files.Delete(JournalPath(stack));
        }
    }

    /// <summary>Opens the journal of an operation on the stack as it is saved.</summary>
    public SnapshotJournal OpenJournal(StackName stack, Snapshot start, SecretForm form)
    {
        // What a killed operation left is made part of the checkpoint first: a journal has one checkpoint under it.
        if (File.Exists(JournalPath(stack)))
        {
            Save(stack, start, form);
        }

        return new SnapshotJournal(start, files.OpenLog(JournalPath(stack)), form, Hash(stack));
    }

    public void CloseJournal(StackName stack)
    {
        if (File.Exists(JournalPath(stack)))
        {
            files.Delete(JournalPath(stack));
        }
    }

    /// <summary>Keeps a copy of the checkpoint under <c>backups</c>.</summary>
    public void Backup(StackName stack)
    {
        if (KeepsBackups && Exists(stack))
        {
            var path = CheckpointPath(stack);
            var ending = Path.GetFileName(path)[stack.Name.Length..];
            files.Copy(path, Path.Combine(BackupFolder(stack), $"{stack.Name}.{Nanoseconds()}{ending}"));
        }
    }

    /// <summary>Takes the stack and its history away; its last state stays as <c>.bak</c>.</summary>
    public void Remove(StackName stack, bool withBackups = false)
    {
        var path = CheckpointPath(stack);
        if (withBackups)
        {
            files.Delete(path);
            files.Delete(path + ".bak");
            files.DeleteFolder(BackupFolder(stack));
        }
        else
        {
            files.Move(path, path + ".bak");
        }

        CloseJournal(stack);
        files.DeleteFolder(HistoryFolder(stack));

        if (File.Exists(TagsPath(stack)))
        {
            files.Delete(TagsPath(stack));
        }
    }

    /// <summary>Moves a stack's files; the snapshot comes with its URNs renamed.</summary>
    public void Rename(StackName from, StackName to, Snapshot renamed, SecretForm form)
    {
        Save(to, renamed, form);
        var before = CheckpointPath(from);
        files.Move(before, before + ".bak");
        CloseJournal(from);
        files.Move(TagsPath(from), TagsPath(to));
        if (Directory.Exists(HistoryFolder(from)))
        {
            files.MoveFolder(HistoryFolder(from), HistoryFolder(to));
            foreach (var path in Directory.GetFiles(HistoryFolder(to)))
            {
                var name = Path.GetFileName(path);
                files.Move(path, Path.Combine(HistoryFolder(to), to.Name + name[from.Name.Length..]));
            }
        }
    }

    public ImmutableSortedDictionary<string, string> Tags(StackName stack)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (!File.Exists(TagsPath(stack)))
        {
            return none;
        }

        using var document = JsonDocument.Parse(File.ReadAllText(TagsPath(stack)));
        return none.AddRange(
            document
                .RootElement.GetProperty("tags")
                .EnumerateObject()
                .Select(tag => KeyValuePair.Create(tag.Name, tag.Value.GetString() ?? ""))
        );
    }

    public void SaveTags(StackName stack, ImmutableSortedDictionary<string, string> tags)
    {
        if (tags.IsEmpty)
        {
            files.Delete(TagsPath(stack));
            return;
        }

        var members = new JsonObject(tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)));
        files.Replace(TagsPath(stack), new JsonObject { ["version"] = 1, ["tags"] = members }.ToJsonString());
    }

    /// <summary>Strictly growing, for names of files in the order of their making.</summary>
    internal long Nanoseconds() => time.GetUtcNow().UtcTicks * 100 - DateTime.UnixEpoch.Ticks * 100;

    private static JsonElement Latest(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (
                document.RootElement.TryGetProperty("version", out var version)
                && version.GetInt32() is var number and > DeploymentVersion
            )
            {
                ThrowIfNewer(document.RootElement, number);
            }

            return
                document.RootElement.GetProperty("checkpoint").TryGetProperty("latest", out var latest)
                && latest.ValueKind == JsonValueKind.Object
                ? latest.Clone()
                : JsonDocument.Parse("{}").RootElement;
        }
        catch (JsonException)
        {
            throw new StateFormatException($"failed to load checkpoint: place 1: {JsonFault.Describe(text)}");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException)
        {
            throw new StateFormatException("failed to load checkpoint: the file holds no 'checkpoint'");
        }
    }

    /// <summary>Version 4 is version 3 with a list of features that a reader must know; here none is known.</summary>
    private static void ThrowIfNewer(JsonElement root, int version)
    {
        var features =
            root.TryGetProperty("features", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Select(feature => feature.ToString()).ToList()
                : [];
        if (version > DeploymentVersion + 1 || features.Count > 0)
        {
            throw new StateFormatException(
                "failed to load checkpoint: "
                    + (
                        features.Count > 0
                            ? $"it uses features that are not supported: {string.Join(", ", features)}"
                            : $"its version is {version}, written by a newer program; this one reads up to {DeploymentVersion}"
                    )
            );
        }
    }

    private Snapshot LoadWithJournal(StackName stack, string text, Func<string, string>? decrypt)
    {
        var start = Snapshot.Read(Latest(text), decrypt);
        var lines = File.ReadAllLines(JournalPath(stack));
        if (lines.Length == 0 || !lines[0].Contains(Hash(stack), StringComparison.Ordinal))
        {
            // The checkpoint was written after the journal: its changes are already in it.
            return start;
        }

        return SnapshotJournal.Replay(start, lines.Skip(1), decrypt);
    }

    private string Hash(StackName stack) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(CheckpointPath(stack))));

    private string JournalPath(StackName stack) => PlainPath(stack) + ".journal";

    private string TagsPath(StackName stack) =>
        Path.Combine(Home, "stacks", stack.Project, stack.Name + ".pulumi-tags");

    /// <summary>Carries a ciphertext through a snapshot unread.</summary>
    private static class Sealed
    {
        public static string Keep(string cipher) => GoJson.Quote(cipher);

        public static string Restore(string json) => JsonSerializer.Deserialize<string>(json)!;
    }
}
