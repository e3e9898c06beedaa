using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.StandIns;

namespace Amazon.IdentityManagement.Model;

public class ListRolesRequest : AmazonWebServiceRequest
{
    public string PathPrefix { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListRolesResponse : AmazonWebServiceResponse, IXmlAnswer
{
    public List<Role> Roles { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    void IXmlAnswer.Read(XElement result)
    {
        (IsTruncated, Marker) = result.Page();
        Roles = result.List(
            "Roles",
            e => new Role
            {
                RoleName = e.Text("RoleName"),
                Arn = e.Text("Arn"),
                Path = e.Text("Path"),
            }
        );
    }
}

public class Role
{
    public string RoleName { get; set; }

    public string Arn { get; set; }

    public string Path { get; set; }
}

public class ListPoliciesRequest : AmazonWebServiceRequest
{
    public PolicyScopeType Scope { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListPoliciesResponse : AmazonWebServiceResponse, IXmlAnswer
{
    public List<ManagedPolicy> Policies { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }

    void IXmlAnswer.Read(XElement result)
    {
        (IsTruncated, Marker) = result.Page();
        Policies = result.List(
            "Policies",
            e => new ManagedPolicy
            {
                PolicyName = e.Text("PolicyName"),
                Arn = e.Text("Arn"),
                Path = e.Text("Path"),
            }
        );
    }
}

public class ManagedPolicy
{
    public string PolicyName { get; set; }

    public string Arn { get; set; }

    public string Path { get; set; }
}
