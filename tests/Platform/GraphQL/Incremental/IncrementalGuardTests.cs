using System.Diagnostics;
using CarePlatform.GraphQL;
using Xunit;

namespace CarePlatform.Platform.Tests;

public sealed class IncrementalGuardTests
{
    private readonly Heroes _heroes = new();

    [Fact]
    public async Task A_hidden_value_is_told_with_the_part_that_it_belongs_to()
    {
        var parts = await Executor(new ExecutorOptions { Redaction = new NoAges() })
            .AskInParts("{ hero { age ... @defer { friends { name age } } } many @stream(initialCount: 4999) { id age } }");
        Assert.Equal(2, parts.Count);
        Assert.StartsWith("{'data':{'hero':{'age':null},'many':[{'id':'2','age':null},", parts[0]);
        Assert.Contains(",'extensions':{'redactions':[{'path':['hero','age'],'reason':'Not your age.'},{'path':['many',0,'age'],", parts[0]);
        Assert.DoesNotContain("friends", parts[0]);
        Assert.EndsWith(
            "'hasNext':false,'extensions':{'redactions':[{'path':['hero','friends',0,'age'],'reason':'Not your age.'},"
            + "{'path':['hero','friends',1,'age'],'reason':'Not your age.'},{'path':['many',4999,'age'],'reason':'Not your age.'}]}}",
            parts[1]);
    }

    [Theory]
    [InlineData("{ hero { id friends { id friends { id } } } many { id } }", "{ hero { id ... @defer { friends { id ... @defer { friends { id } } } } } many @stream(initialCount: 7) { id } }")]
    [InlineData("{ __schema { queryType { name } } hero { id } }", "{ ... @defer { __schema { queryType { name } } } hero { id } }")]
    [InlineData("mutation { train { id friends { id } } }", "mutation { train { id ... @defer { friends { id } } } }")]
    public async Task Parts_cost_together_what_the_whole_costs(string whole, string inParts)
    {
        var budget = new Recording();
        var executor = Executor(new ExecutorOptions { Cost = new CostOptions { Budget = budget } });
        var atOnce = await executor.Ask(whole);
        var parts = await executor.AskInParts(inParts);
        Assert.True(parts.Count > 1);
        Assert.DoesNotContain("'cost'", parts[0]);
        Assert.Equal(atOnce[atOnce.IndexOf("'extensions':{'cost'", StringComparison.Ordinal)..], parts[^1][parts[^1].IndexOf("'extensions':{'cost'", StringComparison.Ordinal)..]);
        Assert.Equal(2, budget.Taken.Count);
        Assert.Single(budget.Taken.Distinct());
        Assert.Equal(budget.GivenBack.Count / 2, budget.GivenBack.Distinct().Count());
    }

    [Fact]
    public async Task An_operation_that_costs_too_much_is_refused_whatever_it_defers()
    {
        var executor = Executor(new ExecutorOptions { Cost = new CostOptions { MaxCost = 5 } });
        Assert.Contains("COST_TOO_HIGH", Assert.Single(await executor.AskInParts("{ hero { ... @defer { friends { id } } } }")));
    }

    [Fact]
    public async Task A_span_lasts_until_the_last_part()
    {
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GraphQLTelemetry.Name,
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("graphql.operation.name") as string == "Spanned")
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using (var response = await _heroes.Executor.ExecuteIncrementally(
            new GraphQLRequest { Query = "query Spanned { hero { id ... @defer { failing } } }" }, TestContext.Current.CancellationToken))
        {
            Assert.Empty(stopped);
            await foreach (var part in response.Rest(TestContext.Current.CancellationToken))
            {
                part.Dispose();
            }
        }

        var span = Assert.Single(stopped);
        Assert.Equal(("partial", 1), (span.GetTagItem("graphql.outcome"), span.GetTagItem("graphql.errors")));
    }

    private GraphQLExecutor Executor(ExecutorOptions options) => new(_heroes.Schema, options);

    private sealed class NoAges : IFieldRedaction
    {
        public Resolver? ReasonFor(ObjectType type, Field field) =>
            field.Name == "age" ? Resolver.Of<object, string?>(_ => "Not your age.") : null;
    }

    private sealed class Recording : ICostBudget
    {
        public List<double> Taken { get; } = [];

        public List<double> GivenBack { get; } = [];

        public ValueTask<BudgetAnswer> Take(RequestContext request, double cost)
        {
            Taken.Add(cost);
            return new ValueTask<BudgetAnswer>(new BudgetAnswer(true, 10_000, 5_000, 1, TimeSpan.Zero));
        }

        public void GiveBack(RequestContext request, double cost) => GivenBack.Add(cost);
    }
}
