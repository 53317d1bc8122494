using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Verbs;

// The one program: finds the verb, runs it, turns what goes wrong into a sentence and an exit code.
return await Runner.RunAsync(
    args,
    [
        // One line per verb, in the order of the help: Verbs/<Name>Verb.cs has a static Create() that gives its Command.
        DemoVerb.Create(),
        AskVerb.Create(),
        SayVerb.Create(),
        HearVerb.Create(),
        ListenVerb.Create(),
        ChatVerb.Create(),
        ServeVerb.Create(),
        BenchVerb.Create(),
        PortraitVerb.Create(),
        VoicesVerb.Create(),
        KnowledgeVerb.Create(),
        KeysVerb.Create(),
        ModelsVerb.Create(),
        DoctorVerb.Create(),
    ]);
