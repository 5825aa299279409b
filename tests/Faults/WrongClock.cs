namespace CarePlatform.Faults;

/// <summary>The clock of a machine that is set wrong; what it measures is as long as anywhere.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
