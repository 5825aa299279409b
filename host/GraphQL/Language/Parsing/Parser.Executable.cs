namespace CarePlatform.GraphQL;

internal ref partial struct Parser
{
    private OperationDefinitionNode ParseOperation()
    {
        var start = _token.Start;
        if (_token.Kind is TokenKind.BraceOpen)
        {
            var shorthand = ParseSelectionSet();
            return new OperationDefinitionNode
            {
                Operation = OperationKind.Query,
                SelectionSet = shorthand,
                Start = start,
                End = _previousEnd,
                Source = _source,
            };
        }

        var description = ParseDescription();
        var operation = ParseOperationKind();
        var name = _token.Kind is TokenKind.Name ? ParseName() : null;
        var variables = OptionalMany(TokenKind.ParenOpen, static (ref p) => p.ParseVariableDefinition(), TokenKind.ParenClose);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new OperationDefinitionNode
        {
            Description = description,
            Operation = operation,
            Name = name,
            VariableDefinitions = variables,
            Directives = directives,
            SelectionSet = selectionSet,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private OperationKind ParseOperationKind()
    {
        var token = Expect(TokenKind.Name);
        return _lexer.BytesOf(token) switch
        {
            var word when word.SequenceEqual("query"u8) => OperationKind.Query,
            var word when word.SequenceEqual("mutation"u8) => OperationKind.Mutation,
            var word when word.SequenceEqual("subscription"u8) => OperationKind.Subscription,
            _ => throw Unexpected(token),
        };
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _token.Start;
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = Skip(TokenKind.Equals) ? ParseValue(isConst: true) : null;
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinitionNode
        {
            Description = description,
            Variable = variable,
            Type = type,
            DefaultValue = defaultValue,
            Directives = directives,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private SelectionSetNode ParseSelectionSet()
    {
        var start = _token.Start;
        Descend();
        var selections = Many(TokenKind.BraceOpen, static (ref p) => p.ParseSelection(), TokenKind.BraceClose);
        _depth--;
        return new SelectionSetNode { Selections = selections, Start = start, End = _previousEnd, Source = _source };
    }

    private SelectionNode ParseSelection() => _token.Kind is TokenKind.Spread ? ParseSpread() : ParseField();

    private FieldNode ParseField()
    {
        var start = _token.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            (alias, name) = (name, ParseName());
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selectionSet = _token.Kind is TokenKind.BraceOpen ? ParseSelectionSet() : null;
        return new FieldNode
        {
            Alias = alias,
            Name = name,
            Arguments = arguments,
            Directives = directives,
            SelectionSet = selectionSet,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private SelectionNode ParseSpread()
    {
        var start = _token.Start;
        Expect(TokenKind.Spread);
        var hasCondition = SkipKeyword("on"u8);
        if (!hasCondition && _token.Kind is TokenKind.Name)
        {
            var name = ParseName();
            var spreadDirectives = ParseDirectives(isConst: false);
            return new FragmentSpreadNode { Name = name, Directives = spreadDirectives, Start = start, End = _previousEnd, Source = _source };
        }

        var condition = hasCondition ? ParseNamedType() : null;
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new InlineFragmentNode
        {
            TypeCondition = condition,
            Directives = directives,
            SelectionSet = selectionSet,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }

    private FragmentDefinitionNode ParseFragment()
    {
        var start = _token.Start;
        var description = ParseDescription();
        ExpectKeyword("fragment"u8);
        if (IsKeyword("on"u8))
        {
            throw Unexpected(_token);
        }

        var name = ParseName();
        ExpectKeyword("on"u8);
        var condition = ParseNamedType();
        var directives = ParseDirectives(isConst: false);
        var selectionSet = ParseSelectionSet();
        return new FragmentDefinitionNode
        {
            Description = description,
            Name = name,
            TypeCondition = condition,
            Directives = directives,
            SelectionSet = selectionSet,
            Start = start,
            End = _previousEnd,
            Source = _source,
        };
    }
}
