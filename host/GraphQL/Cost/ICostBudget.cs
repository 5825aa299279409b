namespace CarePlatform.GraphQL;

/// <summary>Pays for operations, for example from an account of each app of each customer.</summary>
public interface ICostBudget
{
    /// <summary>Takes the cost of an operation before it is executed; nothing is taken when there is not enough.</summary>
    ValueTask<BudgetAnswer> Take(RequestContext request, double cost);

    /// <summary>Gives back what an operation cost less than was taken.</summary>
    void GiveBack(RequestContext request, double cost);
}

/// <summary>What a budget says to an operation.</summary>
/// <param name="IsGranted">Whether the cost was taken.</param>
/// <param name="Capacity">The most that the budget can hold.</param>
/// <param name="Remaining">What is left now.</param>
/// <param name="RestoreRate">How much comes back in a second.</param>
/// <param name="Wait">How long to wait until there is enough; zero when it was taken.</param>
public readonly record struct BudgetAnswer(bool IsGranted, double Capacity, double Remaining, double RestoreRate, TimeSpan Wait)
{
    /// <summary>The answer to a request that is not budgeted.</summary>
    public static BudgetAnswer Unlimited { get; } = new(true, double.PositiveInfinity, double.PositiveInfinity, 0, TimeSpan.Zero);
}
