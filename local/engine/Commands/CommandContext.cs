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

    public ProjectFile Project =>
        _project ??=
            ProjectFile.Find(call.WorkDirectory)
            ?? throw new CommandFailedException(
                "no Pulumi.yaml project file found (searching upwards from "
                    + $"{call.WorkDirectory}). If you have not created a project yet, use `pulumi new` to do so"
            );

    public FileBackend Backend
    {
        get
        {
            if (_backend is null)
            {
                _backend = new FileBackend(BackendFolder(), options.Files, options.Time);
                _backend.Open();
            }

            return _backend;
        }
    }

    public string? Variable(string name) => call.Environment.GetValueOrDefault(name);

    /// <summary>The stack that a flag names, or the selected one.</summary>
    /// <exception cref="CommandFailedException">There is none (exit 6), or none is selected.</exception>
    public StackName Stack(CommandLine line, string hint = "`pulumi stack select` or `pulumi stack init`") =>
        Existing(
            line.Value("stack")
                ?? Selected()
                ?? throw new CommandFailedException($"no stack selected; please use {hint} to choose one")
        );

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
            return StackName.Parse(name, Project.Name);
        }
        catch (StateFormatException fault)
        {
            throw new CommandFailedException(fault.Message);
        }
    }

    public string? Selected()
    {
        if (Variable("PULUMI_STACK") is { Length: > 0 } named)
        {
            return named;
        }

        return Remembered() is { } name && Backend.Exists(Parse(name)) ? name : null;
    }

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

        if (Remembered() != stack.Name)
        {
            options.Files.Replace(SelectionPath(), new JsonObject { ["stack"] = stack.Name }.ToJsonString());
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

    /// <summary>Opens secrets of a saved state, which may have been sealed under another salt than the stack's.</summary>
    public Func<string, string> Opener(StackName stack) =>
        cipher =>
        {
            var salt =
                Backend.LoadRaw(stack) is { } raw && Snapshot.SaltOf(raw) is { Length: > 0 } saved
                    ? saved
                    : LoadStackFile(stack).EncryptionSalt;
            return salt is null
                ? throw new SecretsException("the state holds secrets but names no secrets provider")
                : PassphraseSecrets.Open(Passphrase(), salt).Decrypt(cipher);
        };

    /// <summary>The snapshot, its secrets opened with the salt that it names itself.</summary>
    public Snapshot LoadSnapshot(StackName stack)
    {
        PassphraseSecrets? opened = null;
        return Backend.Load(
            stack,
            cipher =>
            {
                opened ??= PassphraseSecrets.Open(
                    Passphrase(),
                    (Backend.LoadRaw(stack) is { } raw ? Snapshot.SaltOf(raw) : null)
                        ?? LoadStackFile(stack).EncryptionSalt
                        ?? throw new SecretsException("the state holds secrets but names no secrets provider")
                );
                return opened.Decrypt(cipher);
            }
        );
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

        return File.Exists(path)
            ? File.ReadAllText(path).TrimEnd('\n').TrimEnd('\r')
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
        var after = change(before);
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
