namespace CarePlatform.Intake;

/// <summary>A kind of folder or file that people can be imported from.</summary>
internal interface IImportSource
{
    /// <summary>For reports.</summary>
    string Name { get; }

    /// <summary>The files that are read.</summary>
    IReadOnlyList<ImportFile> Files { get; }

    /// <summary>
    /// What the files say, read as it is asked for: organisations, providers and people before what refers to them,
    /// encounters before what was found in them. What cannot be read is reported and left out.
    /// </summary>
    IEnumerable<SourceRow> Rows();
}
