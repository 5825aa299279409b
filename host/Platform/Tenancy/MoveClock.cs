using Npgsql;

namespace CarePlatform.Platform;

/// <summary>
/// Moves the clock of a sandbox organisation forward, by a duration or to an instant. Everything that thereby falls due
/// happens at once, in the order in which it would have. Give <c>by</c> or <c>to</c>.
/// </summary>
[Mutation, Requires("platform.move-clock")]
internal static class MoveClock
{
    /// <param name="By">How far, such as <c>P1D</c> or <c>PT90M</c>.</param>
    /// <param name="To">To which instant of the organisation's time.</param>
    public sealed record Input(TimeSpan? By = null, DateTimeOffset? To = null);

    /// <summary>The organisation works with the real time.</summary>
    public sealed record NoSandbox() : Refusal(
        "platform.no_sandbox", "Only the clock of a sandbox can be moved; this organisation works with the real time.");

    /// <summary>A clock that has struck cannot be turned back.</summary>
    public sealed record ClockMovesForwardOnly(string Path) : Refusal(
        "platform.clock_moves_forward_only", "The clock can be moved forward only. Give a later instant or a positive duration.", Path);

    /// <summary>The clock would leave the calendar.</summary>
    public sealed record TooFarAhead(string Path) : Refusal(
        "platform.clock_too_far_ahead", "A clock can be at most 10 years ahead of the real time. Found a new sandbox instead.", Path);

    internal static readonly TimeSpan Farthest = TimeSpan.FromDays(3653);

    public static async Task<Outcome<Tenant>> Handle(Input input, Session session, TenantCatalog tenants, CancellationToken ct)
    {
        var tenant = session.Tenant;
        if (!tenant.Sandbox)
        {
            return new NoSandbox();
        }

        if (input.By is null == input.To is null)
        {
            return new InvalidInput("input", "Give either by (a duration) or to (an instant).");
        }

        await session.OpenAsync(ct);
        var offset = await Offset(session, ct);
        var path = input.By is null ? "input.to" : "input.by";
        // The offset is read under a lock, because what this host remembers may be a moment old.
        var now = session.Clock.GetUtcNow() - tenant.ClockOffset + offset;
        var move = input.By ?? input.To!.Value - now;
        if (move <= TimeSpan.Zero)
        {
            return new ClockMovesForwardOnly(path);
        }

        if (move > Farthest - offset)
        {
            return new TooFarAhead(path);
        }

        await Write(session, offset + move, ct);
        session.AfterCommit(() => tenants.Forget(tenant.Id));
        return tenant with { ClockOffset = offset + move };
    }

    private static async Task<TimeSpan> Offset(Session session, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "select clock_offset from platform.tenants where id = $1 for no key update", session.Connection, session.Transaction)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value } },
        };
        return (TimeSpan)(await command.ExecuteScalarAsync(ct))!;
    }

    private static async Task Write(Session session, TimeSpan offset, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(
            "update platform.tenants set clock_offset = $2, version = version + 1 where id = $1", session.Connection, session.Transaction)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = session.Tenant.Id.Value }, new NpgsqlParameter<TimeSpan> { TypedValue = offset },
            },
        };
        await command.ExecuteNonQueryAsync(ct);
        await Messaging.TenantClock.Move(session.Transaction, offset, ct);
    }
}
