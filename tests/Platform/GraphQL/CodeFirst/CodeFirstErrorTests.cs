using CarePlatform.GraphQL;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CarePlatform.Platform.Tests;

/// <summary>What is wrong with a class is told when the schema is made, with class and member.</summary>
public sealed class CodeFirstErrorTests
{
    [Theory]
    [InlineData(typeof(UnknownResult), "UnknownResult.Thing gives System.Text.StringBuilder, which has no place in the schema: mark that class with [ObjectType], or describe it by a class with [ObjectType<StringBuilder>].")]
    [InlineData(typeof(GivesNothing), "GivesNothing.Thing gives nothing: return what the field shows, or keep it out of the schema with [GraphQLIgnore].")]
    [InlineData(typeof(GivesTask), "GivesTask.Thing gives nothing: return what the field shows, or keep it out of the schema with [GraphQLIgnore].")]
    [InlineData(typeof(SameName), "SameName.GetThing is a second field thing, which CarePlatform.Platform.Tests.CodeFirstErrorTests+SameName.Thing is already: rename one, or keep one out with [GraphQLIgnore].")]
    [InlineData(typeof(NotStatic), "NotStatic is a class of root fields, which are static: make it a static class.")]
    [InlineData(typeof(UnknownInput), "UnknownInput.Thing, parameter text, is a System.Text.StringBuilder, which is neither a service nor an input: register it, or mark that class with [InputType].")]
    [InlineData(typeof(UnknownTime), "UnknownTime.Thing, parameter time, is a System.DateTime, which clients cannot send and no service can be: map it to a scalar.")]
    [InlineData(typeof(OddList), "OddList.Thing, parameter things, is a ImmutableList`1, which cannot be made from a list: take an array, an IReadOnlyList or an IReadOnlySet.")]
    [InlineData(typeof(WrongId), "WrongId.Thing, parameter id, is an ID but a Guid: take a string, or map the type to a scalar that is an ID.")]
    [InlineData(typeof(NoPage), "NoPage.Thing gives a Connection but does not take a PageRequest, which says what page is asked for: add the parameter.")]
    [InlineData(typeof(OnlyPage), "OnlyPage.Thing takes a PageRequest but gives no Connection: return Connection<T>.")]
    [InlineData(typeof(TakesOneOf), "OneOfMore, parameter B, belongs to a [OneOf] input, of which only one field is given: make it nullable and give it no default.")]
    [InlineData(typeof(TakesEmpty), "EmptyInput is an input but has no field: give it a constructor with parameters, or properties that can be set.")]
    [InlineData(typeof(TakesHidden), "HiddenInput is used as an input but has no public constructor: make it a record.")]
    [InlineData(typeof(TakesInside), "Inside, parameter Text, is a System.Text.StringBuilder, which clients cannot send: mark that class with [InputType], or map it to a scalar.")]
    [InlineData(typeof(EmptyEnum), "None is an enum of the schema but shows no value: give it one.")]
    public void A_class_that_cannot_be_part_of_a_schema_is_named(Type root, string message)
    {
        var wrong = Assert.Throws<SchemaDeclarationException>(() => CodeFirstSchema.Build(new CodeFirstOptions
        {
            Types = [root],
            Services = new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceProviderIsService>(),
        }));
        Assert.EndsWith(message, wrong.Message, StringComparison.Ordinal);
        Assert.StartsWith("CarePlatform.Platform.Tests.CodeFirstErrorTests+", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(NoParent), "NoParent.Title is a field of Leaf: its first parameter, or one marked with [Parent], must be the Leaf.")]
    [InlineData(typeof(SecondName), "SecondName names Leaf Blade, which is called Leaf already: name it in one place.")]
    [InlineData(typeof(OtherLoader), "OtherLoader.Title returns a Loaded value: besides its parent it must take one loader and nothing else.")]
    [InlineData(typeof(Concrete), "Concrete is marked with [InterfaceType] but values of it can be made: make it an interface or abstract.")]
    public void A_class_that_describes_a_type_wrongly_is_named(Type type, string message) => Assert.EndsWith(
        message,
        Assert.Throws<SchemaDeclarationException>(() => CodeFirstSchema.Build(new CodeFirstOptions { Types = [typeof(Leaves), typeof(Leaf), type] })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_schema_that_breaks_a_rule_of_the_specification_is_refused() => Assert.Contains(
        "Name \"__thing\" must not begin with \"__\"",
        Assert.Throws<GraphQLSchemaException>(() => CodeFirstSchema.Build(new CodeFirstOptions { Types = [typeof(Reserved)] })).Message);

#pragma warning disable IDE0060 // The parameters are what is tested.
    [QueryType]
    internal static class UnknownResult
    {
        public static System.Text.StringBuilder Thing() => new();
    }

    [QueryType]
    internal static class GivesNothing
    {
        public static void Thing() => throw new NotSupportedException();
    }

    [QueryType]
    internal static class GivesTask
    {
        public static Task Thing() => Task.CompletedTask;
    }

    [QueryType]
    internal static class SameName
    {
        public static int Thing => 1;

        public static int GetThing() => 2;
    }

    [QueryType]
    internal sealed class NotStatic
    {
        public int Thing => 1;
    }

    [QueryType]
    internal static class UnknownInput
    {
        public static int Thing(System.Text.StringBuilder text) => 1;
    }

    [QueryType]
    internal static class UnknownTime
    {
        public static int Thing(DateTime time) => 1;
    }

    [QueryType]
    internal static class OddList
    {
        public static int Thing(System.Collections.Immutable.ImmutableList<int> things) => 1;
    }

    [QueryType]
    internal static class WrongId
    {
        public static int Thing([ID] Guid id) => 1;
    }

    [QueryType]
    internal static class NoPage
    {
        public static GraphQL.Connection<Leaf> Thing() => new([], _ => "");
    }

    [QueryType]
    internal static class OnlyPage
    {
        public static int Thing(PageRequest page) => 1;
    }

    [QueryType]
    internal static class TakesOneOf
    {
        public static int Thing(OneOfMore by) => 1;
    }

    [OneOf]
    internal sealed record OneOfMore(string? A, int B);

    [QueryType]
    internal static class TakesEmpty
    {
        public static int Thing(EmptyInput input) => 1;
    }

    [InputType]
    internal sealed class EmptyInput;

    [QueryType]
    internal static class TakesHidden
    {
        public static int Thing(HiddenInput input) => 1;
    }

    [InputType]
    internal sealed class HiddenInput
    {
        private HiddenInput()
        {
        }
    }

    [QueryType]
    internal static class TakesInside
    {
        public static int Thing(Inside input) => 1;
    }

    [InputType]
    internal sealed record Inside(System.Text.StringBuilder Text);

    [QueryType]
    internal static class EmptyEnum
    {
        public static None Thing() => default;
    }

    internal enum None
    {
        [GraphQLIgnore]
        Nothing,
    }

    [QueryType]
    internal static class Leaves
    {
        public static Leaf Leaf() => new("");
    }

    [ObjectType("Leaf")]
    internal sealed record Leaf(string Title);

    [ObjectType<Leaf>]
    internal static class NoParent
    {
        public static string Title(string other) => other;
    }

    [ObjectType<Leaf>("Blade")]
    internal static class SecondName
    {
        public static string Other(Leaf leaf) => "";
    }

    [ObjectType<Leaf>]
    internal static class OtherLoader
    {
        public static Loaded<int, string> Title(Leaf leaf, string text) => default;
    }

    [InterfaceType]
    internal sealed class Concrete
    {
        public int Thing => 1;
    }

    [QueryType]
    internal static class Reserved
    {
        [GraphQLName("__thing")]
        public static int Thing => 1;
    }
}
