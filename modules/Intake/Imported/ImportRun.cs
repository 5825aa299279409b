using CarePlatform.Intake.Contracts;
using CarePlatform.Platform;

namespace CarePlatform.Intake;

/// <summary>How far an import has come.</summary>
internal enum ImportState
{
    /// <summary>It is reading.</summary>
    Running,

    /// <summary>Everything was read; rows that could not be taken are listed as problems.</summary>
    Finished,

    /// <summary>It stopped before the end.</summary>
    Failed,
}

/// <summary>A file that an import read.</summary>
/// <param name="Name">Its name without the folder.</param>
/// <param name="Sha256">Of its bytes, as 64 hexadecimal digits.</param>
/// <param name="Rows">How many rows or resources it held.</param>
internal sealed record ImportedFile(string Name, string Sha256, int Rows);

/// <summary>What became of the rows of one kind.</summary>
/// <param name="Added">New to the tenant.</param>
/// <param name="Changed">Known before with other facts.</param>
/// <param name="Unchanged">Known before as they are.</param>
/// <param name="Refused">Not taken; listed as problems.</param>
internal sealed record ImportCount(int Added, int Changed, int Unchanged, int Refused);

/// <summary>One run of an import: what was read and what became of it.</summary>
internal sealed class ImportRun
{
    public required ImportRunId Id { get; init; }

    public required string SourceSystem { get; init; }

    public ImportState State { get; private set; } = ImportState.Running;

    public IReadOnlyList<ImportedFile> Files { get; private set; } = [];

    /// <summary>By kind: <c>clients</c>, <c>encounters</c>, …</summary>
    public IReadOnlyDictionary<string, ImportCount> Counts { get; private set; } = new Dictionary<string, ImportCount>();

    public required DateTimeOffset StartedAt { get; init; }

    public UserId? StartedBy { get; init; }

    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>The run has come to its end.</summary>
    public void End(
        ImportState state, IReadOnlyList<ImportedFile> files, IReadOnlyDictionary<string, ImportCount> counts, DateTimeOffset at) =>
        (State, Files, Counts, FinishedAt) = (state, files, counts, at);
}

/// <summary>A row that an import could not take.</summary>
internal sealed class ImportProblem
{
    public required ImportRunId Run { get; init; }

    /// <summary>Counts up within the run.</summary>
    public required int Number { get; init; }

    public required string File { get; init; }

    public int? Line { get; init; }

    /// <summary>What is wrong with the row, without the row itself.</summary>
    public required string Reason { get; init; }
}
