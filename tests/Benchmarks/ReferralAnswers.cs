using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CarePlatform.Platform;
using CarePlatform.Testing;
using Npgsql;

namespace CarePlatform.Benchmarks;

/// <summary>Partners that answer the referrals that were sent to them, each with its own token, as their programs do.</summary>
internal sealed class ReferralAnswers
{
    private const int EarlyAtOnce = 4;
    private readonly TestHost _host;
    private readonly TestTenant _tenant;
    private readonly Dictionary<int, string> _tokens;

    private ReferralAnswers(TestHost host, TestTenant tenant, IEnumerable<int> partners) =>
        (_host, _tenant, _tokens) = (host, tenant, partners.ToDictionary(p => p, p => host.Token(tenant.Tenant.Slug, $"bench-{p}")));

    /// <param name="partners">How many take part; those beyond have answered before, so that the host is one that has been running.</param>
    public static async Task Run(TestHost host, TestTenant tenant, int partners)
    {
        var sent = (await Sent(host, tenant)).ToLookup(s => s.Partner <= partners);
        var answers = new ReferralAnswers(host, tenant, sent.SelectMany(s => s).Select(s => s.Partner).Distinct());
        await answers.Early([.. sent[false]]);
        (int Partner, string Referral)[] referrals = [.. sent[true]];
        var alone = new List<double>();
        foreach (var (partner, referral) in referrals.Where(r => r.Partner == 1))
        {
            await answers.Move(partner, "receiveReferral", referral, alone.Add);
        }

        await ReferralBenchmark.Tell("one answer after the other", alone);
        await answers.AtOnce(referrals);
        await tenant.Quiet();
        await answers.Paced(referrals, partners);
    }

    private async Task Early((int Partner, string Referral)[] referrals)
    {
        await Parallel.ForEachAsync(referrals, new ParallelOptions { MaxDegreeOfParallelism = EarlyAtOnce }, async (one, _) =>
        {
            await Move(one.Partner, "receiveReferral", one.Referral, static _ => { });
            await Move(one.Partner, "acceptReferral", one.Referral, static _ => { });
            await Move(one.Partner, "scheduleReferral", one.Referral, static _ => { }, Tomorrow());
        });
        await _tenant.Quiet();
    }

    // Each answer is sent twice at once: one is taken, the other refused.
    private async Task AtOnce((int Partner, string Referral)[] referrals)
    {
        var times = new ConcurrentBag<double>();
        var (taken, before, all) = (0, await Accepted(), Stopwatch.StartNew());
        await Task.WhenAll(referrals.GroupBy(r => r.Partner).Select(async partner =>
        {
            foreach (var (key, referral) in partner)
            {
                var both = await Task.WhenAll(Move(key, "acceptReferral", referral, times.Add), Move(key, "acceptReferral", referral, times.Add));
                Interlocked.Add(ref taken, both.Count(t => t));
            }
        }));
        await ReferralBenchmark.Tell($"{referrals.DistinctBy(r => r.Partner).Count():N0} partners at once, {times.Count:N0} answers to {referrals.Length:N0} referrals in {all.Elapsed.TotalSeconds:N1} s", [.. times]);
        var kept = await Accepted() - before;
        await Console.Out.WriteLineAsync(
            $"  taken {taken:N0}, kept {kept:N0} of {referrals.Length:N0}: {(taken == referrals.Length && kept == taken ? "none lost, none doubled" : "WRONG")}");
    }

    // Each partner one answer a second; whoever waits because others are slow has waited.
    private async Task Paced((int Partner, string Referral)[] referrals, int partners)
    {
        var cpu = await CpuTime.Of(_host.Database.AdministratorConnectionString);
        var (times, used, start) = (new ConcurrentBag<double>(), cpu.Used(), Stopwatch.StartNew());
        var taken = await Task.WhenAll(referrals.GroupBy(r => r.Partner).SelectMany(p => p.Select((r, turn) => (r, Due: TimeSpan.FromSeconds(1 + turn + ((double)p.Key / partners)))))
            .Select(async one =>
            {
                var wait = one.Due - start.Elapsed;
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero);
                return await Move(
                    one.r.Partner, "scheduleReferral", one.r.Referral, _ => times.Add((start.Elapsed - one.Due).TotalMilliseconds), Tomorrow());
            }));
        await ReferralBenchmark.Tell($"{partners} partners, one answer a second each, {taken.Count(t => t):N0} of {referrals.Length:N0} taken", [.. times]);
        await _tenant.Quiet();
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {((cpu.Used() - used) ?? TimeSpan.Zero).TotalMilliseconds / referrals.Length:N2} ms of processor time an answer: client, host and database, with all that follows from it"));
    }

    private async Task<bool> Move(int partner, string mutation, string referral, Action<double> took, DateTimeOffset? startsAt = null)
    {
        var watch = Stopwatch.StartNew();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new
            {
                query = $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ errors {{ code }} }} }}",
                variables = new { input = startsAt is null ? (object)new { referral } : new { referral, startsAt } },
            }),
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", _tokens[partner]) },
        };
        using var response = await _host.Client.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        took(watch.Elapsed.TotalMilliseconds);
        return answer.TryGetProperty("errors", out var errors)
            ? throw new InvalidOperationException($"{mutation} failed: {errors}")
            : answer.GetProperty("data").GetProperty(mutation).GetProperty("errors").GetArrayLength() == 0;
    }

    private static DateTimeOffset Tomorrow() => TimeProvider.System.GetUtcNow().AddDays(1);

    private async Task<long> Accepted()
    {
        await using var command = _host.Database.Administrator.CreateCommand("select count(*) from referrals.referral_steps where tenant_id = $1 and move = 'accept'");
        command.Parameters.Add(new NpgsqlParameter { Value = _tenant.Tenant.Id.Value });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<(int Partner, string Referral)>> Sent(TestHost host, TestTenant tenant)
    {
        await using var command = host.Database.Administrator.CreateCommand("""
            select substr(u.subject, 7)::int, r.id from referrals.referrals r join platform.users u on u.organisation_id = r.partner where r.tenant_id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = tenant.Tenant.Id.Value });
        await using var reader = await command.ExecuteReaderAsync();
        var sent = new List<(int, string)>();
        while (await reader.ReadAsync())
        {
            sent.Add((reader.GetInt32(0), Id.Format("ref", reader.GetGuid(1))));
        }

        return sent;
    }
}
