using System.Diagnostics;
using System.Globalization;
using System.Text;
using LinlyTalker.Brain.Knowledge;
using LinlyTalker.Brain.Responding;
using LinlyTalker.Brain.Terms;
using LinlyTalker.Core.Flow;

namespace LinlyTalker.Bench.Brain;

/// <summary>
/// How long a made-up base of 1 MB takes to index (English, seed 5), to open again, and to give the first piece of a reply to
/// 200 questions on it.
/// </summary>
internal static class KnowledgeBench
{
    private const int Size = 1 << 20; // characters
    private const int Vocabulary = 6000;
    private const int Questions = 200;

    public static async Task<int> RunAsync(string[] args)
    {
        var root = Directory.CreateTempSubdirectory("linly-bench-").FullName;
        try
        {
            var random = new Random(5);
            var words = Enumerable.Range(0, Vocabulary).Select(_ => Word(random)).ToArray();
            var headings = await WriteBaseAsync(Path.Combine(root, "base"), words, random);
            var cache = Path.Combine(root, "cache");
            var analyser = new TextAnalyser(Synonyms.Default);
            var clock = Stopwatch.StartNew();
            var processor = Environment.CpuUsage.TotalTime;
            using (var made = await KnowledgeBase.OpenAsync(Path.Combine(root, "base"), cache, analyser))
            {
                Print("index", $"{clock.ElapsedMilliseconds} ms for {made.PassageCount} passages");
                Print("index, processor time", $"{(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:F0} ms");
            }

            clock.Restart();
            using var knowledge = await KnowledgeBase.OpenAsync(Path.Combine(root, "base"), cache, analyser);
            Print("open again", $"{clock.ElapsedMilliseconds} ms");
            var responder = new KnowledgeResponder(knowledge);
            clock.Restart();
            responder.WarmUp();
            Print("warm up", $"{clock.ElapsedMilliseconds} ms");
            var times = new List<double>();
            processor = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < Questions; i++)
            {
                clock.Restart();
                await foreach (var _ in responder.ReplyAsync(Request($"how is it with {headings[random.Next(headings.Count)]} please")))
                {
                    break;
                }

                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            Print("first piece, first question", $"{times[0]:F1} ms");
            Print("processor time a question", $"{(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Questions:F1} ms");
            times.Sort();
            Print("first piece, median and 95 %", $"{times[Questions / 2]:F1} ms, {times[Questions * 95 / 100]:F1} ms");
            return 0;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<List<string>> WriteBaseAsync(string folder, string[] words, Random random)
    {
        Directory.CreateDirectory(folder);
        var headings = new List<string>();
        for (var file = 0; file < 8; file++)
        {
            var text = new StringBuilder($"# {Some(words, random, 2)}\n\n");
            while (text.Length < Size / 8)
            {
                headings.Add(Some(words, random, 4));
                text.Append(CultureInfo.InvariantCulture, $"## {headings[^1]}\n\n{Some(words, random, 18)}. {Some(words, random, 14)}.\n\n");
            }

            await File.WriteAllTextAsync(Path.Combine(folder, $"{file}.md"), text.ToString());
        }

        return headings;
    }

    // Zipf's law, roughly: squaring favours the first words.
    private static string Some(string[] words, Random random, int count) =>
        string.Join(' ', Enumerable.Range(0, count).Select(_ => words[(int)(Math.Pow(random.NextDouble(), 2) * words.Length)]));

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 5)).Select(_ => $"{"bdfgklmnprstv"[random.Next(13)]}{"aeiou"[random.Next(5)]}"));

    private static ReplyRequest Request(string text) => new()
    {
        User = UserId.Local,
        Conversation = new ConversationId("bench"),
        Persona = new Persona { Name = "bench" },
        Utterance = Utterance.Typed(text, "en"),
    };

    private static void Print(string name, FormattableString value) =>
        Console.WriteLine(name.PadRight(32) + FormattableString.Invariant(value));
}
