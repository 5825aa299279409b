using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How far an import has come.</summary>
/// <param name="Rows">Rows taken so far.</param>
/// <param name="BytesRead">Of the files as they lie there; each file counts once it was read.</param>
/// <param name="BytesInAll">Of all files that are read.</param>
/// <param name="File">The file that is being read.</param>
internal sealed record ImportProgress(long Rows, long BytesRead, long BytesInAll, string File);

/// <summary>What became of the rows of one kind.</summary>
/// <param name="Added">New to the tenant.</param>
/// <param name="Changed">Known before with other facts.</param>
/// <param name="Unchanged">Known before as they are.</param>
internal sealed record ImportedRows(int Added, int Changed, int Unchanged);

/// <summary>
/// Something in a source that could not be taken over. It names file, line, entry and column and the kind of problem, and
/// never what stands there: that may be about a client.
/// </summary>
/// <param name="Entry">The entry of a FHIR bundle, counted from 0.</param>
internal sealed record RowProblem(string File, int Line, int? Entry, string Reason)
{
    public override string ToString() => Entry is null ? $"{File}:{Line} {Reason}" : $"{File}:{Line} entry {Entry}: {Reason}";
}

/// <summary>What an import did.</summary>
/// <param name="Run">Under which the tenant keeps this report.</param>
/// <param name="Source">The kind of source that was recognised.</param>
/// <param name="Rows">By kind: <c>clients</c>, <c>encounters</c>, …</param>
/// <param name="Problems">The first thousand.</param>
/// <param name="ProblemCount">All of them.</param>
internal sealed record ImportReport(
    string Run,
    string Source,
    IReadOnlyDictionary<string, ImportedRows> Rows,
    IReadOnlyList<RowProblem> Problems,
    int ProblemCount,
    TimeSpan Duration);

/// <summary>Nothing can be imported; the message says why and what to do.</summary>
internal sealed class ImportException(string message) : Exception(message);

/// <summary>Appends events to the log in the session's transaction.</summary>
internal delegate Task AppendEvents(Session session, IReadOnlyList<object> events, CancellationToken ct);
