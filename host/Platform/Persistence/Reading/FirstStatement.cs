using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CarePlatform.Platform;

/// <summary>
/// Lets the first statement of a session that only reads carry the beginning of its transaction and the tenant: one round trip less
/// for each request.
/// </summary>
internal sealed class FirstStatement : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if ((eventData.Context as ModuleDb)?.Session?.TakeBeginning() is { } beginning)
        {
            command.CommandText = $"{string.Join("; ", beginning)}; {command.CommandText}";
        }

        return ValueTask.FromResult(result);
    }
}
