using System.Text;
using System.Text.Json;

namespace CarePlatform.Platform;

/// <summary>How names of C# read in the schema.</summary>
internal static class SchemaNames
{
    /// <summary><c>ReceiveInquiry</c> → <c>receiveInquiry</c>.</summary>
    public static string Field(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    /// <summary><c>WalkIn</c> → <c>WALK_IN</c>.</summary>
    public static string EnumValue(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);

    /// <summary>A nested input: <c>ReceiveInquiry.Input</c> → <c>ReceiveInquiryInput</c>; <c>ReceiveInquiry.Person</c> → <c>ReceiveInquiryPerson</c>; others end in Input.</summary>
    public static string Input(Type type)
    {
        var name = new StringBuilder();
        for (var t = type; t is not null; t = t.DeclaringType)
        {
            name.Insert(0, t.Name);
        }

        var text = name.ToString();
        return text.EndsWith("Input", StringComparison.Ordinal) ? text : text + "Input";
    }
}
