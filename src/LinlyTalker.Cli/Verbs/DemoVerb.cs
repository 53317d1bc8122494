using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Flow;
using LinlyTalker.Core.Organs;
using LinlyTalker.Language.Sentences;
using LinlyTalker.Core.Signal.Wav;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly demo</c>: the whole chain on a spoken question, which another voice asks.</summary>
internal static class DemoVerb
{
    private const string Asker = "rms";
    private const string Question = "What is Linly Talker?";

    public static Command Create()
    {
        var output = CommonOptions.Output("The film, .mp4. Default: linly-demo.mp4.");
        var json = CommonOptions.Json();
        var question = new Option<string>("--question", "-q")
        {
            Description = "What is asked, in English.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => Question,
        };
        var options = new CompanionOptions();
        var command = new Command("demo", "A spoken question is heard, answered and filmed: the whole chain in one command.") { output, question, json };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetValue(output)?.FullName ?? Path.GetFullPath("linly-demo.mp4");
            Films.RequireName(path);
            var settings = options.Read(parsed);
            var recording = Path.Combine(Path.GetTempPath(), $"linly-question-{Guid.NewGuid():N}.wav");
            try
            {
                await AskAloudAsync(parsed.GetValue(question)!, recording, cancellation);
                return await AskVerb.RunAsync(settings, recording, path, parsed.GetValue(json), cancellation);
            }
            finally
            {
                File.Delete(recording);
            }
        });
        return command.WithExamples(
            "linly demo",
            "linly demo -o hello.mp4 --portrait me.jpg",
            "linly demo --question \"How long does delivery take?\" --knowledge shop/en");
    }

    private static async Task AskAloudAsync(string text, string path, CancellationToken cancellation)
    {
        Terminal.Status("asking");
        await using var speech = new SpeechEngines(ModelStore.FromEnvironment(), neural: []);
        var pieces = new[] { new ReplyPiece { Text = text, Language = "en" } }.ToAsyncEnumerable();
        var samples = new List<float>();
        var rate = 0;
        await foreach (var chunk in speech.Voice.SpeakAsync(
            new SentenceCutter().CutAsync(pieces, cancellation), new SpeakOptions { Voice = Asker }, cancellation))
        {
            samples.AddRange(chunk.Audio.Samples.Span);
            rate = chunk.Audio.SampleRate;
        }

        WavFile.Write(path, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(samples), rate);
    }
}
