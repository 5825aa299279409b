namespace CarePlatform.Intake.Tests;

/// <summary>Reads a source without a database.</summary>
internal static class Reading
{
    public static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static (List<SourceRow> Rows, Problems Problems) Of(string path)
    {
        var problems = new Problems();
        var files = ImportFile.Under(path);
        IImportSource source = SyntheaFolder.IsOne(files)
            ? new SyntheaFolder(files, NewYork, problems)
            : new FhirFiles(files, NewYork, problems);
        return ([.. source.Rows()], problems);
    }
}
