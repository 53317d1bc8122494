using System.CommandLine;
using LinlyTalker.Cli.Answering;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly ask</c>: one question, spoken or typed, answered by a talking portrait into a file.</summary>
internal static class AskVerb
{
    public static Command Create()
    {
        var question = new Argument<string>("QUESTION") { Description = "A recording of a spoken question, or the question as text." };
        var output = CommonOptions.Output("The film, .mp4. Default: reply.mp4.");
        var json = CommonOptions.Json();
        var options = new CompanionOptions();
        var command = new Command("ask", "Answers a question, spoken or typed, with a talking portrait.") { question, output, json };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(
            options.Read(parsed),
            parsed.GetRequiredValue(question),
            parsed.GetValue(output)?.FullName ?? Path.GetFullPath("reply.mp4"),
            parsed.GetValue(json),
            cancellation));
        return command.WithExamples(
            "linly ask question.wav -o reply.mp4",
            "linly ask \"What is LinlyTalker?\" --portrait me.jpg -o reply.mp4",
            "linly ask \"怎么退货？\" --knowledge shop/zh -o reply.mp4",
            "linly ask question.m4a --knowledge ./my-documents --json");
    }

    /// <summary>Also what <c>linly demo</c> does with its question.</summary>
    public static async Task<int> RunAsync(
        Settings settings, string words, string path, bool json, CancellationToken cancellation)
    {
        Films.RequireName(path);
        var store = ModelStore.FromEnvironment();
        await using var companion = await Companion.OpenAsync(settings, store, cancellation);

        // Whichever fails first, the face is not left running alone.
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var face = companion.OpenFaceAsync(together.Token);
        var voice = Task.Run(() => companion.Speech.PrepareAsync(companion.Options.Speak.Voice, together.Token), together.Token);
        try
        {
            var question = await HearAsync(words, companion, store, cancellation);
            var answer = await new Answerer(companion.Organs, companion.Options, companion.Render)
                .AnswerAsync(question.Text, face, path, Films.Show, cancellation);
            if (json)
            {
                AnswerReport.PrintJson(question, answer);
            }
            else
            {
                AnswerReport.Print(question, answer);
            }

            return ExitCode.Success;
        }
        finally
        {
            await together.CancelAsync();
            await Task.WhenAny(face);
            await Task.WhenAny(voice);
        }
    }

    private static async Task<AskedQuestion> HearAsync(
        string words, Companion companion, ModelStore store, CancellationToken cancellation)
    {
        if (Directory.Exists(words))
        {
            throw new InputException($"{words} is a folder; give one recording of a question, or the question as text.");
        }

        if (!File.Exists(words))
        {
            return string.IsNullOrWhiteSpace(words) ? throw new InputException("The question is empty.")
                : Films.LooksLikeFile(words) ? throw new InputException($"There is no file {words}.")
                : AskedQuestion.Typed(words);
        }

        var listen = new ListenOptions { Language = companion.Persona.Language, Domain = companion.Domain };
        return await AskedQuestion.HearAsync(words, companion.Settings, store, listen, cancellation);
    }
}
