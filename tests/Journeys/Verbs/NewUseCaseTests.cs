using CarePlatform.Host;
using Xunit;

namespace CarePlatform.Journeys.Tests;

public sealed class NewUseCaseTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("care-new-").FullName;

    public NewUseCaseTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, "modules", "Intake"));
        File.WriteAllText(Path.Combine(_root, "modules", "Intake", "CarePlatform.Intake.csproj"), "<Project />");
    }

    [Fact]
    public void It_lies_in_its_nouns_folder_with_a_test_of_the_same_name()
    {
        Assert.Equal(
            [Path.Combine("modules", "Intake", "Inquiries", "CloseInquiry.cs"), Path.Combine("tests", "Modules", "Intake", "CloseInquiryTests.cs")],
            NewUseCase.Write(_root, "Intake", "CloseInquiry"));

        var text = File.ReadAllText(Path.Combine(_root, "modules", "Intake", "Inquiries", "CloseInquiry.cs"));
        Assert.Contains("[Mutation, Feature(\"intake\"), Requires(\"intake.close\")]", text, StringComparison.Ordinal);
        Assert.Contains("internal static class CloseInquiry", text, StringComparison.Ordinal);
        Assert.Contains("db.Inquiries.SingleOrDefaultAsync(row => row.Id == input.Inquiry, ct)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_never_overwrites()
    {
        NewUseCase.Write(_root, "Intake", "CloseInquiry");
        var refusal = Assert.Throws<HostException>(() => NewUseCase.Write(_root, "Intake", "CloseInquiry"));
        Assert.Contains("exists already", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Intake", "Close", "join a verb and a noun")]
    [InlineData("Intake", "closeInquiry", "join a verb and a noun")]
    [InlineData("Intake", "../CloseInquiry", "join a verb and a noun")]
    [InlineData("Outtake", "CloseInquiry", "choose one of Intake")]
    public void What_cannot_be_is_said_in_a_sentence(string module, string name, string expected)
    {
        var refusal = Assert.Throws<HostException>(() => NewUseCase.Write(_root, module, name));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
