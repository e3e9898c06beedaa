"""Jobs and their runs. What Spark does in a run is tested elsewhere: here a run is a Python process."""

SHELL = {"Name": "pythonshell", "ScriptLocation": "s3://b/s.py"}


def test_every_setting_of_a_job_comes_back_and_an_update_replaces_all(lake):
    glue = lake.glue
    glue.create_security_configuration(Name="sec", EncryptionConfiguration={})
    given = {
        "JobMode": "SCRIPT",
        "JobRunQueuingEnabled": False,
        "Description": "d",
        "LogUri": "s3://b/logs/",
        "Role": "arn:aws:iam::%s:role/x" % lake.account,
        "ExecutionProperty": {"MaxConcurrentRuns": 2},
        "Command": {"Name": "glueetl", "ScriptLocation": "s3://b/s.py", "PythonVersion": "3"},
        "DefaultArguments": {"--a": "1"},
        "NonOverridableArguments": {"--b": "2"},
        "MaxRetries": 1,
        "Timeout": 30,
        "NotificationProperty": {"NotifyDelayAfter": 5},
        "GlueVersion": "5.0",
        "NumberOfWorkers": 2,
        "WorkerType": "G.1X",
        "ExecutionClass": "STANDARD",
        "SecurityConfiguration": "sec",
    }
    assert glue.create_job(Name="j", Tags={"a": "b"}, **given)["Name"] == "j"
    job = glue.get_job(JobName="j")["Job"]
    assert {name: job[name] for name in given} == given
    assert (job["MaxCapacity"], job["AllocatedCapacity"]) == (2.0, 2)
    assert glue.get_tags(ResourceArn=lake.arn("job/j"))["Tags"] == {"a": "b"}

    update = dict(given, Description="e")
    assert glue.update_job(JobName="j", JobUpdate=update)["JobName"] == "j"
    assert glue.get_job(JobName="j")["Job"]["Description"] == "e"
    glue.update_job(JobName="j", JobUpdate={"Role": "r", "Command": SHELL, "MaxCapacity": 1.0})
    job = glue.get_job(JobName="j")["Job"]
    assert (job["MaxRetries"], job["Timeout"], job["MaxCapacity"]) == (0, 480, 1.0)
    assert "Description" not in job and "DefaultArguments" not in job


def test_jobs_are_listed_in_pages_by_tag_and_in_batches(lake):
    glue = lake.glue
    for name in ("a", "b", "c"):
        glue.create_job(Name=name, Role="r", Command=SHELL, MaxCapacity=0.0625, Tags={"odd": str(name != "b")})
    page = glue.get_jobs(MaxResults=2)
    rest = glue.get_jobs(MaxResults=2, NextToken=page["NextToken"])
    assert [job["Name"] for job in page["Jobs"] + rest["Jobs"]] == ["a", "b", "c"]
    names = glue.list_jobs(MaxResults=1, Tags={"odd": "True"})
    rest = glue.list_jobs(NextToken=names["NextToken"], Tags={"odd": "True"})
    assert names["JobNames"] + rest["JobNames"] == ["a", "c"]
    batch = glue.batch_get_jobs(JobNames=["b", "no"])
    assert [job["Name"] for job in batch["Jobs"]] == ["b"] and batch["JobsNotFound"] == ["no"]
    assert glue.delete_job(JobName="a")["JobName"] == "a" and glue.delete_job(JobName="a")["JobName"] == "a"
    lake.refused("EntityNotFoundException", glue.get_job, JobName="a")


def test_bad_settings_are_refused(lake):
    glue = lake.glue

    def refused(code, **settings):
        return lake.refused(code, glue.create_job, **dict({"Name": "j", "Role": "r", "Command": SHELL}, **settings))

    refused("InvalidInputException", Command={"Name": "glueetl", "ScriptLocation": "nowhere"})
    refused("InvalidInputException", MaxCapacity=2.0, WorkerType="G.1X", NumberOfWorkers=2)
    refused("InvalidInputException", WorkerType="G.1X")
    refused("InvalidInputException", Timeout=20_000)
    refused("InvalidInputException", GlueVersion="77")
    refused("InvalidInputException", ExecutionProperty={"MaxConcurrentRuns": 0})
    refused("EntityNotFoundException", SecurityConfiguration="no")
    assert "gluestreaming" in refused("NotImplemented", Command=dict(SHELL, Name="gluestreaming"))
    assert "Connections" in refused("NotImplemented", Connections={"Connections": ["x"]})
    for name, value in (
        ("--job-bookmark-option", "job-bookmark-enable"),
        ("--additional-python-modules", "numpy"),
        ("--extra-jars", "s3://b/x.jar"),
        ("--datalake-formats", "iceberg"),
    ):
        assert name in refused("NotImplemented", DefaultArguments={name: value})
    glue.create_job(Name="j", Role="r", Command=SHELL)
    refused("AlreadyExistsException")


def test_a_run_passes_arguments_credentials_and_output(lake):
    lake.make_job(
        "import os, sys\n"
        "import boto3\n"
        "print(sys.argv[1:])\n"
        "print(__name__, os.path.basename(__file__), sorted(name for name in os.environ if 'SECRET' in name))\n"
        "print(boto3.client('sts').get_caller_identity()['Arn'])\n"
        "print('to the error log', file=sys.stderr)\n",
        DefaultArguments={"--a": "default", "--b": "default"},
        NonOverridableArguments={"--c": "fixed"},
        Timeout=5,
    )
    run = lake.run_job(Arguments={"--b": "run", "--c": "run"}, NotificationProperty={"NotifyDelayAfter": 1})
    assert run["JobRunState"] == "SUCCEEDED", run
    assert run["Arguments"] == {"--b": "run", "--c": "run"} and "ErrorMessage" not in run
    assert (run["Timeout"], run["Attempt"], run["LogGroupName"]) == (5, 0, "/aws-glue/python-jobs")
    assert run["CompletedOn"] >= run["StartedOn"] and run["Id"].startswith("jr_")
    output = lake.job_log(run)
    assert output[0] == "['--a', 'default', '--b', 'run', '--c', 'fixed']"
    assert output[1] == "__main__ job.py ['AWS_SECRET_ACCESS_KEY']"
    assert output[2] == "arn:aws:sts::%s:assumed-role/running/GlueJobRunnerSession" % lake.account
    assert lake.job_log(run, "error") == ["to the error log"]


def test_a_run_fails_whose_role_glue_may_not_take(lake):
    lake.make_job("print('never')")
    lake.client("iam").delete_role(RoleName="running")
    run = lake.run_job()
    assert run["JobRunState"] == "FAILED"
    assert run["ErrorMessage"] == (
        "JobName:job and JobRunId:%s failed to execute with exception Role arn:aws:iam::%s:role/running"
        " should be given assume role permissions for Glue Service." % (run["Id"], lake.account)
    )


def test_an_exception_fails_the_run_with_its_message(lake):
    lake.make_job("def work():\n    raise ValueError('bad thing')\n\nwork()\n")
    run = lake.run_job()
    assert run["JobRunState"] == "FAILED"
    assert run["ErrorMessage"] == (
        "Error Category: INVALID_ARGUMENT_ERROR; Failed Line Number: 2; ValueError: bad thing"
    ), run["ErrorMessage"]
    trace = lake.job_log(run, "error")
    assert trace[0] == "Traceback (most recent call last):" and trace[-1] == "ValueError: bad thing"
    assert not any("driver.py" in line for line in trace)


def test_a_syntax_error_a_missing_module_and_an_exit_fail_the_run(lake):
    for script, message in (
        ("x = (\n", "Error Category: SYNTAX_ERROR; Failed Line Number: 1; SyntaxError: '(' was never closed"),
        ("\nimport nothere\n", "Error Category: IMPORT_ERROR; Failed Line Number: 2; ModuleNotFoundError: No module"),
        ("import sys\nsys.exit(3)\n", "Failed Line Number: 2; SystemExit: 3"),
        ("import os\nos._exit(7)\n", "Command failed with exit code 7"),
    ):
        name = "job%d" % abs(hash(script))
        lake.make_job(script, name=name)
        run = lake.run_job(name)
        assert run["JobRunState"] == "FAILED" and message in run["ErrorMessage"], run


def test_leaving_with_zero_is_success_and_a_missing_script_is_named(lake):
    lake.make_job("import sys\nsys.exit(0)\n")
    assert lake.run_job()["JobRunState"] == "SUCCEEDED"
    lake.s3.delete_object(Bucket=lake.bucket, Key="scripts/job.py")
    run = lake.run_job()
    assert run["JobRunState"] == "FAILED" and "key: scripts/job.py" in run["ErrorMessage"], run


def test_extra_files_and_modules_are_at_hand(lake):
    lake.make_bucket()
    lake.put("lib/one.py", "NAME = 'one'\n")
    lake.put("lib/two.zip", lake.archive(two="NAME = 'two'\n"))
    lake.put("conf/settings.json", "{}")
    lake.make_job(
        "import one, two\nprint(one.NAME, two.NAME, open('settings.json').read())\n",
        DefaultArguments={
            "--extra-py-files": "s3://%s/lib/one.py,s3://%s/lib/two.zip" % (lake.bucket, lake.bucket),
            "--extra-files": "s3://%s/conf/settings.json" % lake.bucket,
        },
    )
    run = lake.run_job()
    assert run["JobRunState"] == "SUCCEEDED" and lake.job_log(run) == ["one two {}"], run


WAIT = "import time\nprint('waiting', flush=True)\nwhile True:\n    time.sleep(0.05)\n"


def test_a_run_is_stopped_once_and_only_while_it_runs(lake):
    glue = lake.glue
    lake.make_job(WAIT)
    run = glue.start_job_run(JobName="job")["JobRunId"]
    lake.until(
        lambda: glue.get_job_run(JobName="job", RunId=run, PredecessorsIncluded=True)["JobRun"],
        lambda seen: seen["JobRunState"] == "RUNNING",
    )
    lake.refused("ConcurrentRunsExceededException", glue.start_job_run, JobName="job")
    answer = glue.batch_stop_job_run(JobName="job", JobRunIds=[run, "jr_no"])
    assert answer["SuccessfulSubmissions"] == [{"JobName": "job", "JobRunId": run}]
    assert [(error["JobRunId"], error["ErrorDetail"]["ErrorCode"]) for error in answer["Errors"]] == [
        ("jr_no", "EntityNotFoundException")
    ]
    ended = lake.finish(run)
    assert ended["JobRunState"] == "STOPPED" and "ErrorMessage" not in ended and ended["CompletedOn"]
    errors = glue.batch_stop_job_run(JobName="job", JobRunIds=[run])["Errors"]
    assert "STOPPED" in errors[0]["ErrorDetail"]["ErrorMessage"]


def test_as_many_runs_as_allowed_go_on_at_once(lake):
    glue = lake.glue
    lake.make_job(WAIT, ExecutionProperty={"MaxConcurrentRuns": 2})
    runs = [glue.start_job_run(JobName="job")["JobRunId"] for _ in range(2)]
    lake.refused("ConcurrentRunsExceededException", glue.start_job_run, JobName="job")
    glue.batch_stop_job_run(JobName="job", JobRunIds=runs)
    assert [lake.finish(run)["JobRunState"] for run in runs] == ["STOPPED", "STOPPED"]


def test_a_failed_run_is_retried_as_often_as_the_job_says(lake):
    lake.make_job("raise RuntimeError('again')\n", MaxRetries=2)
    first = lake.run_job()["Id"]

    def runs():
        return lake.glue.get_job_runs(JobName="job")["JobRuns"]

    seen = lake.until(runs, lambda found: len(found) == 3 and all(run["JobRunState"] == "FAILED" for run in found))
    assert [(run["Attempt"], run.get("PreviousRunId")) for run in seen] == [
        (2, first + "_attempt_1"),
        (1, first),
        (0, None),
    ], seen


def test_runs_are_listed_newest_first_in_pages_and_repeated_by_id(lake):
    glue = lake.glue
    lake.make_job("import sys\nprint(sys.argv[1:])\n", command="pythonshell")
    first = lake.run_job(Arguments={"--n": "1"}, ExecutionClass="STANDARD", MaxCapacity=1.0, Timeout=7)
    assert (first["MaxCapacity"], first["Timeout"], first["ExecutionClass"]) == (1.0, 7, "STANDARD")
    second = lake.run_job(JobRunId=first["Id"], JobRunQueuingEnabled=False)
    assert second["PreviousRunId"] == first["Id"] and lake.job_log(second) == ["['--n', '1']"]
    third = lake.run_job(WorkerType="G.2X", NumberOfWorkers=3)
    assert (third["WorkerType"], third["NumberOfWorkers"], third["MaxCapacity"]) == ("G.2X", 3, 6.0)
    page = glue.get_job_runs(JobName="job", MaxResults=2)
    rest = glue.get_job_runs(JobName="job", MaxResults=2, NextToken=page["NextToken"])
    ids = [run["Id"] for run in page["JobRuns"] + rest["JobRuns"]]
    assert ids == [third["Id"], second["Id"], first["Id"]]
    lake.refused("EntityNotFoundException", glue.get_job_run, JobName="job", RunId="jr_no")
    lake.refused("EntityNotFoundException", glue.get_job_runs, JobName="no")
    lake.refused("EntityNotFoundException", glue.start_job_run, JobName="no")


def test_a_run_under_a_security_configuration_logs_into_its_own_groups(lake):
    lake.glue.create_security_configuration(Name="sec", EncryptionConfiguration={})
    lake.make_job("print('here')\n")
    run = lake.run_job(SecurityConfiguration="sec")
    assert run["SecurityConfiguration"] == "sec"
    assert run["LogGroupName"] == "/aws-glue/python-jobs/sec-role/running"
    assert lake.job_log(run) == ["here"]
