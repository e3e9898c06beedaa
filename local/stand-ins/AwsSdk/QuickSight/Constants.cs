using Amazon.Runtime;

namespace Amazon.QuickSight;

public class ResourceStatus(string value) : ConstantClass(value)
{
    public static readonly ResourceStatus CREATION_IN_PROGRESS = new("CREATION_IN_PROGRESS");

    public static readonly ResourceStatus CREATION_SUCCESSFUL = new("CREATION_SUCCESSFUL");

    public static readonly ResourceStatus CREATION_FAILED = new("CREATION_FAILED");

    public static readonly ResourceStatus UPDATE_IN_PROGRESS = new("UPDATE_IN_PROGRESS");

    public static readonly ResourceStatus UPDATE_SUCCESSFUL = new("UPDATE_SUCCESSFUL");

    public static readonly ResourceStatus UPDATE_FAILED = new("UPDATE_FAILED");

    public static readonly ResourceStatus DELETED = new("DELETED");

    public static implicit operator ResourceStatus(string value) => new(value);
}
