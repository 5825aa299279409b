using System.Text.RegularExpressions;
using Npgsql;

namespace CarePlatform.Platform;

/// <summary>Statements with the places of their parameters instead of names.</summary>
internal static class StatementPlaces
{
    /// <summary>The command's text. Npgsql would look for names in it each time; places it takes as they are.</summary>
    public static string WithPlaces(this NpgsqlCommand command)
    {
        var sql = command.CommandText;
        for (var place = 0; place < command.Parameters.Count; place++)
        {
            sql = Regex.Replace(sql, $@"@{Regex.Escape(command.Parameters[place].ParameterName.TrimStart('@'))}\b", $"${place + 1}");
        }

        return sql;
    }
}
