using System.Security.Cryptography;
using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>Keys and aliases: found by id, ARN, alias or alias ARN.</summary>
internal sealed class Keys(CloudState state)
{
    private readonly ResourceTable<KmsKey> _keys = state.Table<KmsKey>("kms-key");
    private readonly ResourceTable<KmsAlias> _aliases = state.Table<KmsAlias>("kms-alias");

    public KmsKey Create(
        CallContext call,
        string description,
        string? policy,
        IReadOnlyList<KmsTag> tags,
        string manager
    )
    {
        var id = state.Ids.Uuid();
        var key = new KmsKey
        {
            KeyId = id,
            Arn = call.Arn("kms", $"key/{id}"),
            Created = state.Time.GetUtcNow(),
            Description = description,
            Policy = policy ?? DefaultPolicy(call.AccountId),
            Tags = tags,
            Manager = manager,
            Material = RandomNumberGenerator.GetBytes(32),
        };
        _keys.Put(call.Scope, id, key);
        return key;
    }

    /// <exception cref="AwsException">NotFoundException, or InvalidArnException for an ARN of something else.</exception>
    public KmsKey Require(CallContext call, string identifier)
    {
        var scope = call.Scope;
        var name = identifier;
        if (identifier.StartsWith("arn:", StringComparison.Ordinal))
        {
            var parts = identifier.Split(':', 6);
            if (parts.Length != 6 || parts[2] != "kms")
            {
                throw KmsErrors.InvalidArn(identifier);
            }

            scope = new Scope(parts[4], parts[3]);
            name = parts[5].StartsWith("key/", StringComparison.Ordinal) ? parts[5][4..] : parts[5];
            if (scope != call.Scope)
            {
                throw KmsErrors.KeyNotFound(identifier);
            }
        }

        if (name.StartsWith("alias/", StringComparison.Ordinal))
        {
            var alias = _aliases.Find(scope, name) ?? MakeManaged(call, name);
            return alias is null
                ? throw KmsErrors.AliasNotFound(call.Arn("kms", name))
                : RequireId(call, alias.TargetKeyId);
        }

        return RequireId(call, name);
    }

    /// <summary>A key that can encrypt and decrypt now.</summary>
    public KmsKey RequireUsable(CallContext call, string identifier)
    {
        var key = Require(call, identifier);
        return key.State switch
        {
            "Enabled" => key,
            "Disabled" => throw KmsErrors.Disabled(key.Arn),
            _ => throw KmsErrors.InvalidState(key.Arn, key.State),
        };
    }

    public IReadOnlyList<KmsKey> All(CallContext call) => _keys.List(call.Scope);

    public IReadOnlyList<KmsAlias> Aliases(CallContext call) => _aliases.List(call.Scope);

    /// <summary>Reads, changes and writes as one step.</summary>
    public KmsKey Change(CallContext call, string identifier, Func<KmsKey, KmsKey> change) =>
        state.Database.InTransaction(() =>
        {
            var changed = change(Require(call, identifier));
            _keys.Put(call.Scope, changed.KeyId, changed);
            return changed;
        });

    public void AddAlias(CallContext call, string name, string target)
    {
        var key = Require(call, target);
        var now = state.Time.GetUtcNow();
        var alias = new KmsAlias
        {
            Name = name,
            TargetKeyId = key.KeyId,
            Created = now,
            Updated = now,
        };
        if (!_aliases.TryAdd(call.Scope, name, alias))
        {
            throw KmsErrors.AliasExists(call.Arn("kms", name));
        }
    }

    public void MoveAlias(CallContext call, string name, string target)
    {
        var key = Require(call, target);
        var moved = _aliases.Update(
            call.Scope,
            name,
            alias => alias with { TargetKeyId = key.KeyId, Updated = state.Time.GetUtcNow() }
        );
        if (moved is null)
        {
            throw KmsErrors.AliasNotFound(call.Arn("kms", name));
        }
    }

    public void RemoveAlias(CallContext call, string name)
    {
        if (!_aliases.Delete(call.Scope, name))
        {
            throw KmsErrors.AliasNotFound(call.Arn("kms", name));
        }
    }

    /// <summary>The default policy: the account, and through it IAM, may do everything.</summary>
    public static string DefaultPolicy(string accountId) =>
        $$"""
            {
              "Version" : "2012-10-17",
              "Id" : "key-default-1",
              "Statement" : [ {
                "Sid" : "Enable IAM User Permissions",
                "Effect" : "Allow",
                "Principal" : {
                  "AWS" : "arn:aws:iam::{{accountId}}:root"
                },
                "Action" : "kms:*",
                "Resource" : "*"
              } ]
            }
            """;

    /// <summary>A key whose waiting time is over is gone, whenever that is noticed.</summary>
    private KmsKey RequireId(CallContext call, string id)
    {
        var key = _keys.Find(call.Scope, id);
        if (key is { DeletionDate: { } end } && end <= state.Time.GetUtcNow())
        {
            _keys.Delete(call.Scope, id);
            foreach (var alias in Aliases(call).Where(alias => alias.TargetKeyId == id))
            {
                _aliases.Delete(call.Scope, alias.Name);
            }

            key = null;
        }

        return key ?? throw KmsErrors.KeyNotFound(call.Arn("kms", $"key/{id}"));
    }

    /// <summary>Services' own keys come into being when they are first asked for.</summary>
    private KmsAlias? MakeManaged(CallContext call, string name)
    {
        if (name is not ("alias/aws/s3" or "alias/aws/glue" or "alias/aws/athena"))
        {
            return null;
        }

        return state.Database.InTransaction(() =>
        {
            if (_aliases.Find(call.Scope, name) is null)
            {
                var service = name["alias/aws/".Length..];
                var key = Create(
                    call,
                    $"Default key that protects my {service} resources when no other key is defined",
                    null,
                    [],
                    "AWS"
                );
                AddAlias(call, name, key.KeyId);
            }

            return _aliases.Find(call.Scope, name);
        });
    }
}
