using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Storage;

namespace CustomerLake.Local.Cloud.Services.QuickSight.People;

/// <summary>Users: those of IAM (named <c>role/session</c>) and QuickSight's own.</summary>
internal sealed class UserStore(Principals principals, QuickSightTags tags, Ids ids)
{
    private static readonly string[] Roles =
    [
        "ADMIN",
        "AUTHOR",
        "READER",
        "RESTRICTED_AUTHOR",
        "RESTRICTED_READER",
        "ADMIN_PRO",
        "AUTHOR_PRO",
        "READER_PRO",
    ];

    public Task<RegisterUserResponse> RegisterAsync(RegisterUserRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        CheckRole(request.UserRole);
        var name = NameOf(request);
        var user = new UserDescription
        {
            Arn = call.Arn("quicksight", $"user/{Principals.Key(request.Namespace, name)}"),
            UserName = name,
            Email = request.Email,
            Role = request.UserRole,
            IdentityType = request.IdentityType,
            // An IAM user signs in with AWS credentials; one of QuickSight's own must first accept an invitation.
            Active = request.IdentityType == "IAM",
            PrincipalId = $"federated/iam/{ids.Letters(21)}",
        };
        if (!principals.Users.TryAdd(call.Scope, Principals.Key(request.Namespace, name), user))
        {
            throw QuickSightErrors.Exists("User", name);
        }

        tags.Set(call.Scope, user.Arn, request.Tags);
        return Task.FromResult(new RegisterUserResponse { RequestId = call.RequestId, User = user });
    }

    public Task<UserResponse> DescribeAsync(UserRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        return Answer(
            principals.Users.Find(call.Scope, Principals.Key(request.Namespace, request.UserName))
                ?? throw QuickSightErrors.NotFound("User", request.UserName),
            call
        );
    }

    public Task<UserResponse> UpdateAsync(UpdateUserRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        CheckRole(request.Role);
        return Answer(
            principals.Users.Update(
                call.Scope,
                Principals.Key(request.Namespace, request.UserName),
                current => current with { Email = request.Email, Role = request.Role }
            ) ?? throw QuickSightErrors.NotFound("User", request.UserName),
            call
        );
    }

    public Task<QuickSightResponse> DeleteAsync(UserRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        principals.Database.InTransaction(() =>
        {
            if (!principals.Users.Delete(call.Scope, Principals.Key(request.Namespace, request.UserName)))
            {
                throw QuickSightErrors.NotFound("User", request.UserName);
            }

            foreach (var group in principals.Groups.List(call.Scope, request.Namespace + "/"))
            {
                principals.Members.Delete(
                    call.Scope,
                    Principals.MemberPrefix(request.Namespace, group.GroupName) + request.UserName
                );
            }

            tags.Set(
                call.Scope,
                call.Arn("quicksight", $"user/{Principals.Key(request.Namespace, request.UserName)}"),
                null
            );
        });
        return QuickSightResponse.For(call);
    }

    public Task<ListUsersResponse> ListAsync(ListUsersRequest request, CallContext call, CancellationToken _)
    {
        Check(request, call);
        var size = QuickSightPage.Size(request.MaxResults);
        var entries = principals.Users.Entries(
            call.Scope,
            request.Namespace + "/",
            QuickSightPage.After(request.NextToken),
            size + 1
        );
        var (users, next) = QuickSightPage.Cut(entries, size);
        return Task.FromResult(
            new ListUsersResponse
            {
                RequestId = call.RequestId,
                UserList = users,
                NextToken = next,
            }
        );
    }

    private void Check(NamespaceScopedRequest request, CallContext call)
    {
        request.CheckAccount(call);
        principals.CheckNamespace(call, request.Namespace);
    }

    private static void CheckRole(string role)
    {
        if (!Roles.Contains(role))
        {
            throw QuickSightErrors.Invalid($"The role '{role}' is none of {string.Join(", ", Roles)}.");
        }
    }

    private static string NameOf(RegisterUserRequest request)
    {
        switch (request.IdentityType)
        {
            case "QUICKSIGHT":
                return request.UserName
                    ?? throw QuickSightErrors.Invalid("A user of identity type QUICKSIGHT needs a UserName.");
            case "IAM":
                var arn = request.IamArn?.Split(':', 6) ?? [];
                var resource = arn.Length == 6 && arn[2] is "iam" or "sts" ? arn[5].Split('/') : [];
                return resource switch
                {
                    ["user", .., var user] => user,
                    ["role", .., var role] when request.SessionName is { } session => $"{role}/{session}",
                    ["role", ..] => throw QuickSightErrors.Invalid("A user who assumes a role needs a SessionName."),
                    _ => throw QuickSightErrors.Invalid(
                        $"The IamArn '{request.IamArn}' is no ARN of an IAM user or role."
                    ),
                };
            default:
                throw QuickSightErrors.NotEmulated($"users of identity type '{request.IdentityType}'");
        }
    }

    private static Task<UserResponse> Answer(UserDescription user, CallContext call) =>
        Task.FromResult(new UserResponse { RequestId = call.RequestId, User = user });
}
