using System.IO.Compression;
using System.Text;

namespace CarePlatform.Intake.Tests;

/// <summary>A folder with files that a test writes, removed at its end.</summary>
internal sealed class SourceFolder : IDisposable
{
    public const string Ada = "11111111-1111-4111-8111-111111111111";
    public const string Ben = "22222222-2222-4222-8222-222222222222";

    public string Path { get; } = Directory.CreateTempSubdirectory("care-import-").FullName;

    public SourceFolder Write(string name, params string[] lines)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), string.Join('\n', lines) + "\n");
        return this;
    }

    public SourceFolder WriteCompressed(string name, string text)
    {
        using var packed = new GZipStream(File.Create(System.IO.Path.Combine(Path, name)), CompressionLevel.Fastest);
        packed.Write(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>Two people in the shortest layout.</summary>
    public SourceFolder WithPeople() => Write(
        "patients.csv",
        "Id,BIRTHDATE,SSN,FIRST,LAST,GENDER,ADDRESS,CITY,STATE,ZIP",
        $"{Ada},1990-05-17,999-10-0001,Ada1,Lovel2,F,12 Mill Lane,Boston,Massachusetts,02118",
        $"{Ben},1985-11-02,999-10-0002,Ben1,Moss2,M,7 Dock Street,Boston,Massachusetts,02119");

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
