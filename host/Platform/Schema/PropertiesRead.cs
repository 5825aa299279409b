using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace CarePlatform.Platform;

/// <summary>
/// Which properties of its parent a method reads, found in its instructions: so that a list reads those columns and no others.
/// A method that does anything else with its parent than reading properties may need all of it.
/// </summary>
internal static class PropertiesRead
{
    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    /// <summary>The stored properties that the method reads of its first argument; null when it may read any.</summary>
    public static IReadOnlySet<PropertyInfo>? Of(MethodInfo method)
    {
        var found = new HashSet<PropertyInfo>();
        return TryCollect(method, found) ? found : null;
    }

    private static bool TryCollect(MethodInfo method, HashSet<PropertyInfo> found)
    {
        var parentIsNext = false;
        foreach (var (code, operand) in Instructions(method))
        {
            if (code == OpCodes.Nop)
            {
                continue;
            }

            if (parentIsNext)
            {
                if ((code != OpCodes.Call && code != OpCodes.Callvirt) || !TryCollectGetter(method.Module.ResolveMethod(operand, TypeArguments(method), null), found))
                {
                    return false;
                }

                parentIsNext = false;
                continue;
            }

            parentIsNext = code == OpCodes.Ldarg_0;
            if (operand == 0 && (code == OpCodes.Ldarg_S || code == OpCodes.Ldarg || code == OpCodes.Ldarga_S || code == OpCodes.Ldarga
                || code == OpCodes.Starg_S || code == OpCodes.Starg))
            {
                return false;
            }
        }

        return !parentIsNext;
    }

    // A property with a field of its own is a column; any other is followed.
    private static bool TryCollectGetter(MethodBase? called, HashSet<PropertyInfo> found)
    {
        if (called is not MethodInfo { IsStatic: false, IsSpecialName: true, IsVirtual: false } getter || getter.GetParameters().Length > 0
            || getter.DeclaringType!.GetProperty(getter.Name["get_".Length..], BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance) is not { } property)
        {
            return false;
        }

        if (getter.IsDefined(typeof(CompilerGeneratedAttribute)))
        {
            found.Add(property);
            return property.CanWrite;
        }

        return TryCollect(getter, found);
    }

    private static IEnumerable<(OpCode Code, int Operand)> Instructions(MethodInfo method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var code = OpCodesByValue[bytes[at] == 0xFE ? (short)(0xFE00 | bytes[at + 1]) : bytes[at]];
            at += code.Size;
            var operand = code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineVar or OperandType.ShortInlineI or OperandType.ShortInlineBrTarget => bytes[at],
                OperandType.InlineVar => BitConverter.ToUInt16(bytes, at),
                OperandType.InlineI8 or OperandType.InlineR => -1,
                _ => BitConverter.ToInt32(bytes, at),
            };
            yield return (code, operand);
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineVar or OperandType.ShortInlineI or OperandType.ShortInlineBrTarget => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * operand),
                _ => 4,
            };
        }
    }

    private static Type[]? TypeArguments(MethodInfo method) => method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
}
