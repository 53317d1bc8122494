using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using LinlyTalker.Cli.Console;
using LinlyTalker.Cli.Live;
using LinlyTalker.Cli.Live.Reporting;
using LinlyTalker.Client.Sessions;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Files;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly bench live</c>.</summary>
internal static class BenchLiveVerb
{
    public static Command Create()
    {
        var url = new Option<string?>("--url", "-u") { Description = "A running server; without, one is started and ended.", HelpName = "URL" };
        var key = new Option<string?>("--key") { Description = "API key of that server; or the environment's LINLY_API_KEY.", HelpName = "KEY" };
        var model = new Option<string?>("--model", "-m") { Description = "Who answers; without, the server's default.", HelpName = "NAME" };
        var sessions = Number("--sessions", "-n", "Users who talk at once.", 1);
        var turns = Number("--turns", "-t", "Questions of each.", 8);
        var face = new Option<string>("--mode") { Description = "motion: the server sends the face's weights; video: pictures; none.", HelpName = "NAME", DefaultValueFactory = _ => "motion" };
        face.AcceptOnlyFromAmong("motion", "video", "none");
        var size = Number("--size", null, "Side of the pictures of --mode video in pixels.", 512);
        var profile = new Option<string>("--profile") { Description = "Engines of the server that is started.", HelpName = "NAME", DefaultValueFactory = _ => "auto" };
        var questions = new Option<string?>("--questions", "-q") { Description = "A folder of recordings that are said, or recordings-en; without, questions in a voice of ours and recordings in turn.", HelpName = "DIR" };
        var typed = new Option<bool>("--typed") { Description = "Type the questions: loads the voices, not the ears." };
        var interrupt = Number("--interrupt", null, "Say every so many questions into the reply before; 0: never.", 4);
        var soak = new Option<string?>("--soak") { Description = "Go on for so long (90s, 60m, 2h) and say what grew.", HelpName = "TIME" };
        var piece = Number("--piece", null, "Milliseconds of sound in one message.", 20);
        var binary = new Option<bool>("--binary") { Description = "Sound and video as binary frames." };
        var report = new Option<FileInfo?>("--report", "-r") { Description = "A page of the results with drawings, .html.", HelpName = "FILE" };
        var json = CommonOptions.Json();
        var command = new Command("live", "Lets scripted users talk with a server at the speed of life and measures how fast, how steadily and at what cost it answers.")
        {
            url, key, model, sessions, turns, face, size, profile, questions, typed, interrupt, soak, piece, binary, report, json,
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            new LiveOptions
            {
                Server = Address(parsed.GetValue(url)),
                Key = parsed.GetValue(key) ?? Environment.GetEnvironmentVariable("LINLY_API_KEY"),
                Model = parsed.GetValue(model),
                Sessions = Within(parsed.GetValue(sessions), 1, 1000, "--sessions"),
                Turns = Within(parsed.GetValue(turns), 1, 1_000_000, "--turns"),
                Face = Enum.Parse<FaceMode>(parsed.GetValue(face)!, ignoreCase: true),
                PictureSize = Within(parsed.GetValue(size) / 2 * 2, 64, 1024, "--size"),
                Profile = parsed.GetValue(profile)!,
                Questions = parsed.GetValue(questions),
                Typed = parsed.GetValue(typed),
                InterruptEvery = Within(parsed.GetValue(interrupt), 0, 1000, "--interrupt"),
                Soak = Length(parsed.GetValue(soak)),
                Piece = TimeSpan.FromMilliseconds(Within(parsed.GetValue(piece), 10, 500, "--piece")),
                Binary = parsed.GetValue(binary),
            },
            parsed.GetValue(report)?.FullName,
            parsed.GetValue(json),
            cancellation));
        return command.WithExamples(
            "linly bench live",
            "linly bench live --sessions 4 --turns 10 --profile standard --report live.html",
            "linly bench live --sessions 60 --typed --mode motion",
            "linly bench live --sessions 10 --typed --mode video --binary",
            "linly bench live --questions ./my-recordings --url http://10.0.0.5:8080 --key $LINLY_API_KEY",
            "linly bench live --sessions 10 --soak 60m --report soak.html");
    }

    private static async Task<int> RunAsync(LiveOptions options, string? page, bool json, CancellationToken cancellation)
    {
        var report = await new LiveRun(options).RunAsync(ModelStore.FromEnvironment(), cancellation);
        if (page is not null)
        {
            using var file = new PendingFile(page);
            await File.WriteAllTextAsync(file.TemporaryPath, ReportPage.Of(report), CancellationToken.None);
            file.Commit();
            Terminal.Note($"The page is {page}");
        }

        if (json)
        {
            Terminal.Result(JsonSerializer.Serialize(report, ReportJson.Default.LiveReport));
        }
        else
        {
            foreach (var line in ReportTable.Of(report))
            {
                Terminal.Result(line);
            }
        }

        return report.Turns.Count > report.Failed.Count() && !report.Slopes.Any(s => s.Grows) ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static Option<int> Number(string name, string? shortName, string description, int usual) =>
        new(name, shortName is null ? [] : [shortName]) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual };

    private static int Within(int value, int least, int most, string name) => value >= least && value <= most ? value
        : throw new InputException($"{name} is {value}; it can be {least} to {most}.");

    private static Uri? Address(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "ws" or "wss" ? address
        : throw new InputException($"--url is '{text}'; an address like http://127.0.0.1:8080 is needed.");

    private static TimeSpan Length(string? text)
    {
        if (text is null)
        {
            return TimeSpan.Zero;
        }

        var unit = text.Length > 0 ? text[^1] : ' ';
        var scale = unit switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
        return scale > 0 && double.TryParse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? TimeSpan.FromSeconds(number * scale)
            : throw new InputException($"--soak is '{text}'; a time like 90s, 60m or 2h is needed.");
    }
}
