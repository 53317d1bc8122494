using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Verbs;

// The one program: finds the verb, runs it, turns what goes wrong into a sentence and an exit code.
return await Runner.RunAsync(
    args,
    [
        // One line per verb, in the order of the help: Verbs/<Name>Verb.cs has a static Create() that gives its Command.
        HearVerb.Create(),
        SayVerb.Create(),
        VoicesVerb.Create(),
        KnowledgeVerb.Create(),
        ModelsVerb.Create(),
        PortraitVerb.Create(),
    ]);
