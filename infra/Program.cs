using CustomerLake.Infra;
using Pulumi;

return await Deployment.RunAsync<LakeStack>();
