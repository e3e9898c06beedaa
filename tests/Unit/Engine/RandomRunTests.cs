using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using CustomerLake.Local.Engine.Commands;
using CustomerLake.Local.Engine.Scenarios;
using CustomerLake.Local.Engine.State;

namespace CustomerLake.Tests.Unit.Engine;

/// <summary>
/// Random programs one after the other on one stack, with providers that fail or hang and a process that is killed, so
/// that each operation meets a state which anything may have led to. Whatever happens: the invariants hold (the harness
/// verifies them), an update does no more than its preview has shown, nothing is orphaned, the next update converges
/// and destroy leaves nothing. <c>LAKE_RANDOM_RUNS=1000</c> runs so many, each time others. A failure prints its seed, and
/// <c>CsCheck_Seed=SEED LAKE_RANDOM_RUNS=1</c> plays it again; the scenario that it prints says what it was, and
/// <c>./lake scenarios</c> plays all of it but what its notes tell.
/// </summary>
public sealed class RandomRunTests
{
    private const int UsualRuns = 60;
    private const string UsualSeed = "0N0XIzNsQ0O2";

    private static readonly string? AskedRuns = Environment.GetEnvironmentVariable("LAKE_RANDOM_RUNS");

    [Fact]
    public Task Whatever_happens_the_state_is_sound_the_plan_is_kept_and_the_next_up_converges() =>
        RandomRound
            .Any.Array[1, 4]
            .SampleAsync(
                PlayAsync,
                iter: AskedRuns is null ? UsualRuns : long.Parse(AskedRuns, CultureInfo.InvariantCulture),
                threads: 1,
                seed: AskedRuns is null ? UsualSeed : null,
                print: Scenario
            );

    [Fact]
    public void What_a_failure_prints_is_a_scenario() =>
        RandomRound
            .Any.Array[1, 4]
            .Sample(
                rounds => ScenarioForm.Verify(JsonDocument.Parse(Scenario(rounds)).RootElement[0]),
                iter: UsualRuns,
                threads: 1,
                seed: UsualSeed
            );

    private static string Scenario(RandomRound[] rounds) =>
        new JsonArray(
            new JsonObject
            {
                ["id"] = "random-run",
                ["group"] = "random",
                ["steps"] = new JsonArray([.. rounds.Select(round => round.ToStep())]),
            }
        ).ToJsonString();

    private static async Task PlayAsync(RandomRound[] rounds)
    {
        using var run = new RandomRun();
        await run.Engine.InitAsync();
        foreach (var round in rounds)
        {
            await run.PlayAsync(round);
        }

        await run.ConvergeAsync(rounds[^1]);
        await run.DestroyAsync();
    }

    /// <summary>One stack through its rounds.</summary>
    private sealed class RandomRun : IDisposable
    {
        private readonly HashSet<string> _retained = new(StringComparer.Ordinal);
        private bool _changedOutside;

        public EngineHarness Engine { get; } = new();

        public async Task PlayAsync(RandomRound round)
        {
            DeleteOutside(round.GoneOutside);
            Engine.Program = round.ProgramText;
            Engine.Faults();
            (bool Succeeds, ForeseenSteps Plan)? foreseen = round.Verb is "up" or "destroy"
                ? await ForeseeAsync(round)
                : null;
            var isDisturbed = round.Faults.Length + round.KilledAt > 0 || _changedOutside;

            var outcome = await RunAsync(round);

            if (round.Verb == "refresh" && round.Flags.Length == 0 && outcome?.Code == 0)
            {
                _changedOutside = false;
            }

            if (foreseen is { } known)
            {
                known.Plan.VerifyAllows(Engine.Events);
                if (!isDisturbed)
                {
                    Assert.Equal(known.Succeeds, outcome!.Code == 0);
                    if (known.Succeeds)
                    {
                        known.Plan.VerifyEquals(Engine.Events);
                    }
                }
            }

            await RecoverAsync(outcome is null);
        }

        /// <summary>The program's last form is reached at once, and then there is nothing left to do.</summary>
        public async Task ConvergeAsync(RandomRound last)
        {
            Engine.Program = last.ProgramText;
            Engine.Faults();
            await UnprotectAsync();
            Succeeded(await Engine.UpAsync(_changedOutside ? ["--refresh"] : []));
            _changedOutside = false;
            RememberRetained(Engine.Snapshot().Resources);
            VerifyNothingIsOrphaned();
            Succeeded(await Engine.UpAsync("--expect-no-changes"));
            Assert.DoesNotContain(Engine.Snapshot().Resources, state => state.Delete || state.PendingReplacement);
        }

        public async Task DestroyAsync()
        {
            await UnprotectAsync();
            Succeeded(await Engine.DestroyAsync());
            Assert.Empty(Engine.Snapshot().Resources);
            VerifyNothingIsOrphaned();
        }

        public void Dispose() => Engine.Dispose();

        private static void Succeeded(CommandOutcome outcome) =>
            Assert.True(outcome.Code == 0, outcome.StandardOutput + outcome.StandardError);

        private async Task<(bool Succeeds, ForeseenSteps Plan)> ForeseeAsync(RandomRound round)
        {
            var outcome = await Engine.RunAsync(
                round.Verb == "up"
                    ? ["preview", .. round.Flags.Where(flag => flag != "--continue-on-error")]
                    : ["destroy", "--preview-only", .. round.Flags]
            );
            return (outcome.Code == 0, new ForeseenSteps(Engine.Events, isWhole: outcome.Code == 0));
        }

        /// <summary>Null when the process was killed.</summary>
        private async Task<CommandOutcome?> RunAsync(RandomRound round)
        {
            var faults = round.Faults.SelectMany(fault => fault.Keys.Select(key => (key, new FakeFault(fault.Mode))));
            Engine.Faults([.. faults]);
            var hanging = round.Faults.Where(fault => fault.Mode == "hang").SelectMany(fault => fault.Keys).ToHashSet();
            Engine.World.OnCall = call =>
            {
                if (hanging.Contains($"{call.Call.ToLowerInvariant()}:{call.Name}"))
                {
                    // Somebody loses patience.
                    Engine.Graceful.Cancel();
                }
            };
            var (before, writes) = (Engine.Snapshot().Resources, 0);
            Engine.BeforeWrite = point =>
            {
                if (round.KilledAt > 0 && Interlocked.Increment(ref writes) >= round.KilledAt)
                {
                    throw new SimulatedCrashException(point);
                }
            };
            try
            {
                return await Engine.RunAsync(
                    round.Verb == "preview"
                        ? ["preview", .. round.Flags]
                        : [round.Verb, "--yes", "--skip-preview", .. round.Flags]
                );
            }
            catch (SimulatedCrashException)
            {
                return null;
            }
            finally
            {
                Engine.BeforeWrite = null;
                Engine.Faults();
                RememberRetained(before);
                RememberRetained(Engine.Snapshot().Resources);
                Engine.Graceful.Dispose();
                Engine.Graceful = new CancellationTokenSource();
            }
        }

        /// <summary>After a kill the user says what became of creates; everything else the engine finds by itself.</summary>
        private async Task RecoverAsync(bool wasKilled)
        {
            if (!wasKilled)
            {
                Assert.Empty(Engine.Snapshot().Pending);
                if (!_changedOutside)
                {
                    VerifyNothingIsOrphaned();
                }

                return;
            }

            await Engine.RunAsync("cancel", "--yes", "--stack", "dev");
            foreach (
                var state in Engine.Snapshot().Pending.Where(p => p.KindText == "creating").Select(p => p.Resource)
            )
            {
                var known = Engine.Snapshot().Resources.Select(known => known.Id).ToHashSet(StringComparer.Ordinal);
                var made = Engine.World.Cloud.All.SingleOrDefault(item =>
                    item.Inputs.Text("name") == state.Inputs.Text("name")
                    && !known.Contains(item.Id)
                    && !_retained.Contains(item.Id)
                );
                if (made is not null)
                {
                    Succeeded(
                        await Engine.RefreshAsync(
                            "--import-pending-creates",
                            state.Urn,
                            "--import-pending-creates",
                            made.Id
                        )
                    );
                    _changedOutside = false;
                }
            }

            if (Engine.Snapshot().Pending.Length > 0)
            {
                Succeeded(await Engine.RefreshAsync("--clear-pending-creates"));
                _changedOutside = false;
            }
        }

        private void RememberRetained(IEnumerable<ResourceState> states) =>
            _retained.UnionWith(states.Where(state => state.RetainOnDelete).Select(state => state.Id));

        private async Task UnprotectAsync() => Succeeded(await Engine.RunAsync("state", "unprotect", "--all", "--yes"));

        private void DeleteOutside(int place)
        {
            foreach (var item in Engine.World.Cloud.All.Where(item => item.Inputs.Text("name") == $"n{place}"))
            {
                Engine.World.Cloud.Remove(item.Id);
                _changedOutside = true;
            }
        }

        /// <summary>Every thing of the cloud is known to the state, and every thing that the state knows is there.</summary>
        private void VerifyNothingIsOrphaned()
        {
            var known = Engine
                .Snapshot()
                .Resources.Where(state =>
                    state is { Custom: true, IsProvider: false, External: false, PendingReplacement: false }
                )
                .Select(state => state.Id)
                .Order(StringComparer.Ordinal)
                .ToList();
            var there = Engine.World.Cloud.All.Select(item => item.Id).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(known, there.Where(id => known.Contains(id) || !_retained.Contains(id)));
        }
    }
}
