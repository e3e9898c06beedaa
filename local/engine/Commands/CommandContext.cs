using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using CustomerLake.Local.Engine.Secrets;
using CustomerLake.Local.Engine.Settings;
using CustomerLake.Local.Engine.State;
using CustomerLake.Local.Engine.Values;

namespace CustomerLake.Local.Engine.Commands;

/// <summary>What commands share: project, backend, selected stack, secrets.</summary>
internal sealed class CommandContext(EmbeddedPulumiOptions options, CommandCall call, CommandOutput output)
{
    private ProjectFile? _project;
    private FileBackend? _backend;

    public EmbeddedPulumiOptions Options => options;

    public CommandCall Call => call;

    public CommandOutput Output => output;

    public TimeProvider Time => options.Time;

    /// <summary>Stacks are shown with their organization and project.</summary>
    public bool HasFullNames { get; init; }

    /// <summary>A stack's name as messages have it: short within its own project.</summary>
    public string Shown(StackName stack) =>
        HasFullNames || ProjectFile.Find(call.WorkDirectory)?.Name != stack.Project ? stack.Qualified : stack.Name;

    public ProjectFile Project =>
        _project ??=
            ProjectFile.Find(call.WorkDirectory)
            ?? throw new CommandFailedException(
                "no Pulumi.yaml project file found (searching upwards from "
                    + $"{call.WorkDirectory}). If you have not created a project yet, use `pulumi new` to do so: "
                    + "no project file found"
            );

    public FileBackend Backend
    {
        get
        {
            if (_backend is null)
            {
                _backend = new FileBackend(BackendFolder(), options.Files, options.Time)
                {
                    IsCompressed = IsOn("DIY_BACKEND_GZIP", "SELF_MANAGED_STATE_GZIP"),
                    RetainsCheckpoints = IsOn("DIY_BACKEND_RETAIN_CHECKPOINTS", "RETAIN_CHECKPOINTS"),
                    KeepsBackups = !IsOn("DIY_BACKEND_DISABLE_CHECKPOINT_BACKUPS", "DISABLE_CHECKPOINT_BACKUPS"),
                };
                _backend.Open();
            }

            return _backend;
        }
    }

    /// <summary>Whether a variable says yes, by either of its names.</summary>
    private bool IsOn(params string[] names) =>
        names.Select(name => Variable($"PULUMI_{name}")).FirstOrDefault(value => value is not null)
            is "1"
                or "t"
                or "T"
                or "true"
                or "True"
                or "TRUE";

    public string? Variable(string name) => call.Environment.GetValueOrDefault(name);

    /// <summary>The stack that a flag names, or the selected one.</summary>
    /// <exception cref="CommandFailedException">There is none (exit 6), or none is selected.</exception>
    public StackName Stack(CommandLine line, string hint = InitHint) => Stack(line.Value("stack"), hint);

    /// <summary>The stack that an argument names in the place of the flag.</summary>
    /// <exception cref="CommandFailedException">Both name one, or as for the flag.</exception>
    public StackName StackOfArgument(CommandLine line) => Stack(NameOf(line), SelectHint);

    /// <summary>The name in the first argument or in the flag; null when there is neither.</summary>
    public static string? NameOf(CommandLine line)
    {
        var flag = line.Value("stack") ?? "";
        if (line.Positional.Length == 0)
        {
            return flag.Length == 0 ? null : flag;
        }

        return flag.Length == 0
            ? line.Positional[0]
            : throw new CommandFailedException("only one of --stack or argument stack name may be specified, not both");
    }

    public StackName Stack(string? name, string hint = InitHint) =>
        !string.IsNullOrEmpty(name)
            ? Existing(name)
            : Selected() ?? throw new CommandFailedException($"no stack selected; please use {hint} to choose one");

    public const string SelectHint = "`pulumi stack select`";
    private const string InitHint = "`pulumi stack select` or `pulumi stack init`";

    public StackName Existing(string name)
    {
        var stack = Parse(name);
        return Backend.Exists(stack) ? stack : throw NoSuchStack(name);
    }

    public static CommandFailedException NoSuchStack(string name) =>
        new($"no stack named '{name}' found", CommandFailedException.NoSuchStack);

    public StackName Parse(string name)
    {
        try
        {
            return StackName.Parse(name, () => Project.Name);
        }
        catch (StateFormatException fault)
        {
            throw new CommandFailedException(fault.Message);
        }
    }

    /// <summary>The stack that the environment or an earlier <c>stack select</c> names, if it is there.</summary>
    public StackName? Selected()
    {
        var name = Variable("PULUMI_STACK") is { Length: > 0 } named ? named : Remembered();
        return name is not null && Parse(name) is var stack && Backend.Exists(stack) ? stack : null;
    }

    public bool HasSelection => Remembered() is not null;

    /// <summary>Whether the environment agrees to what would be asked for.</summary>
    public bool SkipsConfirmations => IsOn("SKIP_CONFIRMATIONS");

    public bool HasProject(StackName stack) => ProjectFile.Find(call.WorkDirectory)?.Name == stack.Project;

    private string? Remembered()
    {
        var path = SelectionPath();
        if (!File.Exists(path))
        {
            return null;
        }

        using var json = JsonDocument.Parse(File.ReadAllText(path));
        return json.RootElement.GetProperty("stack").GetString();
    }

    public void Select(StackName? stack)
    {
        if (stack is null)
        {
            File.Delete(SelectionPath());
            return;
        }

        if (Remembered() != stack.Qualified)
        {
            options.Files.Replace(SelectionPath(), new JsonObject { ["stack"] = stack.Qualified }.ToJsonString());
        }
    }

    public string StackFilePath(StackName stack, string? given = null) =>
        given is not null
            ? Path.Combine(call.WorkDirectory, given)
            : StackFile.PathOf(Path.Combine(Project.Folder, Project.StackConfigFolder ?? ""), stack.Name);

    public StackFile LoadStackFile(StackName stack, string? given = null) =>
        StackFile.Load(StackFilePath(stack, given), Project.Name);

    public void SaveStackFile(StackName stack, StackFile file, string? given = null) =>
        options.Files.Replace(StackFilePath(stack, given), file.ToYaml());

    /// <summary>The passphrase provider of a stack; makes and saves a salt when it has none yet.</summary>
    public PassphraseSecrets Secrets(StackName stack, StackFile file, string? given = null)
    {
        if (file.EncryptionSalt is { } salt)
        {
            return PassphraseSecrets.Open(Passphrase(), salt);
        }

        var secrets = PassphraseSecrets.Create(Passphrase(), options.Salt);
        file.EncryptionSalt = secrets.Salt;
        SaveStackFile(stack, file, given);
        return secrets;
    }

    /// <summary>The snapshot, its secrets opened with the salt that it names itself.</summary>
    public Snapshot LoadSnapshot(StackName stack) =>
        Backend.Load(stack, Opener(stack, () => Backend.LoadRaw(stack) is { } raw ? Snapshot.SaltOf(raw) : null));

    /// <summary>Opens secrets of a state, which may have been sealed under another salt than the stack's.</summary>
    public Func<string, string> Opener(StackName stack, Func<string?> salt)
    {
        PassphraseSecrets? opened = null;
        return cipher => (opened ??= ForState(stack, salt())).Decrypt(cipher);
    }

    private PassphraseSecrets ForState(StackName stack, string? salt)
    {
        const string constructing =
            "constructing secrets manager of type \"passphrase\": constructing secrets manager: ";
        var own =
            salt
            ?? LoadStackFile(stack).EncryptionSalt
            ?? throw new SecretsException("the state holds secrets but names no secrets provider");
        try
        {
            return PassphraseSecrets.Open(Passphrase(), own);
        }
        catch (SecretsException fault)
        {
            throw new SecretsException(
                fault.Message == PassphraseSecrets.IncorrectPassphrase
                    ? "failed to decrypt: incorrect passphrase, please set PULUMI_CONFIG_PASSPHRASE to the correct "
                        + "passphrase or set PULUMI_CONFIG_PASSPHRASE_FILE to a file containing the passphrase"
                    : constructing + fault.Message
            );
        }
    }

    /// <summary>Outputs of another stack; null when there is no such stack.</summary>
    public PropertyMap? OutputsOf(string name)
    {
        var stack = Parse(name);
        return Backend.Exists(stack) ? LoadSnapshot(stack).RootStack?.Outputs ?? PropertyMap.Empty : null;
    }

    public string Passphrase()
    {
        if (Variable("PULUMI_CONFIG_PASSPHRASE") is { } passphrase)
        {
            return passphrase;
        }

        if (Variable("PULUMI_CONFIG_PASSPHRASE_FILE") is not { Length: > 0 } path)
        {
            if (options.Passphrase is { } preset)
            {
                return preset;
            }

            throw new SecretsException(
                "passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE "
                    + "environment variables"
            );
        }

        path = Path.GetFullPath(path, call.WorkDirectory);
        return File.Exists(path)
            ? File.ReadAllText(path).Trim()
            : throw new SecretsException(
                $"unable to read PULUMI_CONFIG_PASSPHRASE_FILE: open {path}: no such file or directory"
            );
    }

    public StackLock Lock(StackName stack) =>
        StackLock.Take(
            Backend,
            stack,
            options.NewId(),
            Time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", null)
        );

    /// <summary>Changes a saved state under its lock, with the secrets it was sealed with.</summary>
    public void ChangeState(StackName stack, Func<Snapshot, Snapshot> change)
    {
        using var held = Lock(stack);
        var before = LoadSnapshot(stack);
        var wasSound = SnapshotIntegrity.FirstFault(before) is null;
        var after = change(before);
        if (wasSound)
        {
            // An edit may mend what is broken, or leave it; it must not break what is sound.
            SnapshotIntegrity.Verify(after);
        }

        Backend.Save(stack, after, FormFor(stack, after));
    }

    /// <summary>Seals under the salt that the snapshot names, or under the stack's.</summary>
    public SecretForm FormFor(StackName stack, Snapshot snapshot)
    {
        PassphraseSecrets? opened = null;
        return new SecretForm.Encrypted(clear =>
        {
            opened ??= snapshot.SecretsSalt is { Length: > 0 } salt
                ? PassphraseSecrets.Open(Passphrase(), salt)
                : Secrets(stack, LoadStackFile(stack));
            return opened.Encrypt(clear);
        });
    }

    private string BackendFolder()
    {
        var url = Variable("PULUMI_BACKEND_URL") is { Length: > 0 } given
            ? given
            : ProjectFile.Find(call.WorkDirectory)?.BackendUrl;
        if (string.IsNullOrEmpty(url))
        {
            return options.StateFolder;
        }

        if (!url.StartsWith("file://", StringComparison.Ordinal))
        {
            throw new CommandFailedException($"the backend '{url}' is not supported: only file:// is");
        }

        var path = url["file://".Length..].Split('?')[0];
        return path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..].TrimStart('/'))
            : Path.GetFullPath(path, call.WorkDirectory);
    }

    /// <summary>The selected stack is kept outside the backend, one file per project folder.</summary>
    private string SelectionPath()
    {
        var home = Variable("PULUMI_HOME") is { Length: > 0 } given ? given : Path.Combine(Backend.Root, ".home");
        var project = Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Project.Folder))
        )[..16];
        return Path.Combine(home, "workspaces", $"{Project.Name}-{project}-workspace.json");
    }
}
