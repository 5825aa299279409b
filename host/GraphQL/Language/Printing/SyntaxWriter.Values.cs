using System.Buffers;
using System.Globalization;

namespace CarePlatform.GraphQL;

internal sealed partial class SyntaxWriter
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Concat(Enumerable.Range(0x7F, 0x21)).Select(value => (char)value), '"', '\\']);

    private void WriteValue(ValueNode node)
    {
        switch (node)
        {
            case VariableNode variable:
                _text.Write("$");
                _text.Write(variable.Name.Value);
                break;
            case IntValueNode number:
                _text.Write(number.Value);
                break;
            case FloatValueNode number:
                _text.Write(number.Value);
                break;
            case StringValueNode { Block: true } text:
                _text.Write(BlockString.Print(text.Value));
                break;
            case StringValueNode text:
                WriteString(text.Value);
                break;
            case BooleanValueNode boolean:
                _text.Write(boolean.Value ? "true" : "false");
                break;
            case NullValueNode:
                _text.Write("null");
                break;
            case EnumValueNode value:
                _text.Write(value.Value);
                break;
            case ListValueNode list:
                _text.Write("[");
                WriteList(list.Values, ", ");
                _text.Write("]");
                break;
            case ObjectValueNode value:
                _text.Write("{");
                WriteList(value.Fields, ", ");
                _text.Write("}");
                break;
        }
    }

    private void WriteString(ReadOnlySpan<char> text)
    {
        _text.Write("\"");
        while (text.IndexOfAny(Escaped) is var at and >= 0)
        {
            _text.Write(text[..at]);
            _text.Write(text[at] switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                var other => $"\\u{((int)other).ToString("X4", CultureInfo.InvariantCulture)}",
            });
            text = text[(at + 1)..];
        }

        _text.Write(text);
        _text.Write("\"");
    }
}
