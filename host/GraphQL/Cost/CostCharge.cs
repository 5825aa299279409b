using System.Globalization;

namespace CarePlatform.GraphQL;

/// <summary>What one request costs: taken from its budget before it is executed, and made right afterwards.</summary>
internal sealed class CostCharge
{
    private readonly CostOptions _options;
    private readonly RequestContext _request;
    private readonly CostPlan _plan;
    private readonly double _requested;
    private readonly bool _tellsBudget;
    private BudgetAnswer _answer = BudgetAnswer.Unlimited;

    private CostCharge(CostOptions options, RequestContext request, CostPlan plan, bool tellsBudget)
    {
        _options = options;
        _request = request;
        _plan = plan;
        _tellsBudget = tellsBudget;
        _requested = plan.For(request.Variables);
    }

    /// <summary>The response to a request that may not be executed; null for one that may.</summary>
    public GraphQLResponse? Refusal { get; private set; }

    /// <param name="tellsBudget">Whether what is left may stand in the response; not in one that is compared with an earlier one.</param>
    public static async ValueTask<CostCharge> Take(CostOptions options, OperationPlan plan, RequestContext request, bool tellsBudget)
    {
        var charge = new CostCharge(options, request, plan.CostBy(request.Schema, options), tellsBudget);
        GraphQLTelemetry.OperationCost.Record(charge._requested);
        if (charge._requested > options.MaxCost && !options.TellsOnly)
        {
            charge.Refuse(charge.TooHigh(options.MaxCost), ResponseKind.Refused);
            return charge;
        }

        if (options.Budget is { } budget)
        {
            var answer = charge._answer = await budget.Take(request, charge._requested).ConfigureAwait(false);
            if (!answer.IsGranted && !options.TellsOnly)
            {
                var isHopeless = charge._requested > answer.Capacity;
                charge.Refuse(
                    isHopeless ? charge.TooHigh(answer.Capacity) : charge.Exhausted(), isHopeless ? ResponseKind.Refused : ResponseKind.Throttled);
            }
        }

        return charge;
    }

    /// <summary>Gives back what was not used, and tells the cost in the extensions.</summary>
    public void Settle(double below)
    {
        var actual = Math.Min(_plan.OwnWeight + below, CostPlan.Most);
        var unused = Math.Max(_requested - actual, 0);
        if (unused > 0 && _answer.IsGranted && _options.Budget is { } budget)
        {
            budget.GiveBack(_request, unused);
            _answer = _answer with { Remaining = Math.Min(_answer.Remaining + unused, _answer.Capacity) };
        }

        Tell(actual);
    }

    private void Tell(double? actual)
    {
        if (!_options.IsTold)
        {
            return;
        }

        var cost = new Dictionary<string, object?> { ["requested"] = _requested };
        if (actual is not null)
        {
            cost["actual"] = actual;
        }

        cost["limit"] = Math.Min(_options.MaxCost, _answer.Capacity);
        if (double.IsFinite(_answer.Capacity))
        {
            cost["capacity"] = _answer.Capacity;
            cost["restoreRate"] = _answer.RestoreRate;
            if (_tellsBudget)
            {
                cost["remaining"] = Math.Floor(_answer.Remaining);
            }
        }

        _request.Extensions["cost"] = cost;
    }

    private void Refuse(GraphQLError error, ResponseKind kind)
    {
        Tell(actual: null);
        Refusal = GraphQLResponse.WithoutData([error], kind, _request.ExtensionsOrNull);
        Refusal.RetryAfter = kind is ResponseKind.Throttled ? _answer.Wait : null;
    }

    private GraphQLError TooHigh(double limit) => new(
        $"The operation costs {Text(_requested)}; at most {Text(limit)} is allowed. Ask for smaller pages or for fewer lists within lists.",
        _request.Operation)
    {
        Extensions = new Dictionary<string, object?> { ["code"] = "COST_TOO_HIGH" },
    };

    private GraphQLError Exhausted()
    {
        var wait = Math.Ceiling(_answer.Wait.TotalMilliseconds) / 1000;
        return new GraphQLError(
            $"The operation costs {Text(_requested)} and {Text(Math.Floor(_answer.Remaining))} is left. Try again in {Text(wait)} seconds.",
            _request.Operation)
        {
            Extensions = new Dictionary<string, object?> { ["code"] = "COST_BUDGET_EXHAUSTED", ["retryAfter"] = wait },
        };
    }

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
