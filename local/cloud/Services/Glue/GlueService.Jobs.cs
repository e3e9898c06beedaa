using CustomerLake.Local.Cloud.Protocol;
using CustomerLake.Local.Cloud.Services.Glue.Jobs;

namespace CustomerLake.Local.Cloud.Services.Glue;

internal sealed partial class GlueService
{
    private void AddJobs(OperationTable table) =>
        table
            .Add<CreateSecurityConfigurationRequest, CreateSecurityConfigurationResponse>(
                "CreateSecurityConfiguration",
                "glue:CreateSecurityConfiguration",
                OnAll,
                _security.CreateAsync
            )
            .Deviates("Encryption modes are kept and passed on to objects; logs name the configuration in their group.")
            .Add<SecurityConfigurationNameRequest, GetSecurityConfigurationResponse>(
                "GetSecurityConfiguration",
                "glue:GetSecurityConfiguration",
                OnAll,
                _security.GetAsync
            )
            .Add<GetSecurityConfigurationsRequest, GetSecurityConfigurationsResponse>(
                "GetSecurityConfigurations",
                "glue:GetSecurityConfigurations",
                OnAll,
                _security.ListAsync
            )
            .Add<SecurityConfigurationNameRequest, Nothing>(
                "DeleteSecurityConfiguration",
                "glue:DeleteSecurityConfiguration",
                OnAll,
                _security.DeleteAsync
            )
            .Add<CreateJobRequest, CreateJobResponse>(
                "CreateJob",
                "glue:CreateJob",
                (request, call) => GlueNames.JobArn(call, request.Name),
                _jobs.CreateAsync
            )
            .Deviates(
                "Every Glue version runs on the behaviour of Spark 3.5; connections, queuing, bookmarks and Scala are refused."
            )
            .Add<UpdateJobRequest, JobNameResponse>(
                "UpdateJob",
                "glue:UpdateJob",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _jobs.UpdateAsync
            )
            .Add<JobNameRequest, JobNameResponse>(
                "DeleteJob",
                "glue:DeleteJob",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _jobs.DeleteAsync
            )
            .Add<JobNameRequest, GetJobResponse>(
                "GetJob",
                "glue:GetJob",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _jobs.GetAsync
            )
            .Add<GetJobsRequest, GetJobsResponse>("GetJobs", "glue:GetJobs", OnAll, _jobs.ListAsync)
            .Add<ListJobsRequest, ListJobsResponse>("ListJobs", "glue:ListJobs", OnAll, _jobs.ListNamesAsync)
            .Add<BatchGetJobsRequest, BatchGetJobsResponse>(
                "BatchGetJobs",
                "glue:BatchGetJobs",
                OnAll,
                _jobs.BatchGetAsync
            )
            .Add<StartJobRunRequest, StartJobRunResponse>(
                "StartJobRun",
                "glue:StartJobRun",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _runs.StartAsync
            )
            .Deviates(
                "One Python process on this machine, whatever the workers. What the role may do is not judged yet."
            )
            .Add<GetJobRunRequest, GetJobRunResponse>(
                "GetJobRun",
                "glue:GetJobRun",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _runs.GetAsync
            )
            .Add<GetJobRunsRequest, GetJobRunsResponse>(
                "GetJobRuns",
                "glue:GetJobRuns",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _runs.ListAsync
            )
            .Add<BatchStopJobRunRequest, BatchStopJobRunResponse>(
                "BatchStopJobRun",
                "glue:BatchStopJobRun",
                (request, call) => GlueNames.JobArn(call, request.JobName),
                _runs.StopAsync
            );
}
