using System.Text.RegularExpressions;
using CustomerLake.Local.Cloud.Protocol;

namespace CustomerLake.Local.Cloud.Services.Kms;

/// <summary>Aliases of keys.</summary>
internal sealed partial class AliasOperations(Keys keys)
{
    public Task<Nothing> CreateAsync(AliasRequest request, CallContext call, CancellationToken _)
    {
        CheckName(request.AliasName);
        CheckTarget(request.TargetKeyId);
        keys.AddAlias(call, request.AliasName, request.TargetKeyId);
        return Nothing.Task;
    }

    public Task<Nothing> UpdateAsync(AliasRequest request, CallContext call, CancellationToken _)
    {
        CheckName(request.AliasName);
        CheckTarget(request.TargetKeyId);
        keys.MoveAlias(call, request.AliasName, request.TargetKeyId);
        return Nothing.Task;
    }

    public Task<Nothing> DeleteAsync(DeleteAliasRequest request, CallContext call, CancellationToken _)
    {
        CheckName(request.AliasName);
        keys.RemoveAlias(call, request.AliasName);
        return Nothing.Task;
    }

    public Task<ListAliasesResponse> ListAsync(ListAliasesRequest request, CallContext call, CancellationToken _)
    {
        var target = request.KeyId is { } id ? keys.Require(call, id).KeyId : null;
        var all = keys.Aliases(call).Where(alias => target is null || alias.TargetKeyId == target).ToList();
        var (page, next) = KeyOperations.Page(all, alias => alias.Name, request.Limit, request.Marker);
        return Task.FromResult(
            new ListAliasesResponse
            {
                Aliases =
                [
                    .. page.Select(alias => new AliasEntry
                    {
                        AliasName = alias.Name,
                        AliasArn = call.Arn("kms", alias.Name),
                        TargetKeyId = alias.TargetKeyId,
                        CreationDate = alias.Created,
                        LastUpdatedDate = alias.Updated,
                    }),
                ],
                NextMarker = next,
                Truncated = next is not null,
            }
        );
    }

    private static void CheckName(string name)
    {
        if (!AliasName().IsMatch(name))
        {
            throw KmsErrors.InvalidAlias(
                name.StartsWith("alias/", StringComparison.Ordinal)
                    ? "Alias contains invalid characters. An alias must be of the form 'alias/[a-zA-Z0-9/_-]+'."
                    : "Alias must start with the prefix \"alias/\". Please see http://docs.aws.amazon.com/kms/latest/developerguide/programming-aliases.html"
            );
        }

        if (name.StartsWith("alias/aws/", StringComparison.Ordinal))
        {
            throw new AwsException("NotAuthorizedException", "", 400);
        }
    }

    private static void CheckTarget(string target)
    {
        if (target.StartsWith("alias/", StringComparison.Ordinal))
        {
            throw KmsErrors.Validation("Aliases must refer to keys. Not aliases");
        }
    }

    [GeneratedRegex(@"\Aalias/[a-zA-Z0-9/_-]{1,250}\z")]
    private static partial Regex AliasName();
}
