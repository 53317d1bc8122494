using System.Diagnostics;
using System.Globalization;
using LinlyTalker.Bench.Face;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Media.Sound;
using LinlyTalker.Models.Store;
using LinlyTalker.Server.Parts;

namespace LinlyTalker.Bench.Fuzz;

/// <summary>
/// Hostile requests to every address, with the real decoders of sound and pictures behind them. <c>fuzz-rest [REQUESTS] [SEED]</c>.
/// </summary>
internal static class FuzzRestBench
{
    private const int Usual = 10_000;
    private const double Megabyte = 1 << 20;

    public static async Task<int> RunAsync(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Usual;
        var seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var folder = Directory.CreateTempSubdirectory("linly-fuzz-");
        try
        {
            using var gallery = new AvatarGallery(
                folder.FullName, [], new PortraitPreparation(() => BenchFace.Finder(ModelStore.FromEnvironment()), null), new AvatarOptions(), TimeProvider.System);
            var begin = Stopwatch.GetTimestamp();
            var parts = new ServerParts { Engines = new FuzzEngines(), Codec = new AudioCodec(), Avatars = gallery };
            var report = await new RestFuzz(parts, seed, count).RunAsync();
            using var process = Process.GetCurrentProcess();
            Console.WriteLine($"Answers: {string.Join(", ", report.Statuses.Select(s => $"{s.Key}: {s.Value}"))}; cut before one: {report.Unanswered}");
            report.Failures.ForEach(Console.WriteLine);
            Console.WriteLine(
                $"{report.Requests} requests (seed {seed}) to {report.Addresses} addresses, {Stopwatch.GetElapsedTime(begin).TotalSeconds:0} s; managed memory after each fifth {string.Join(", ", report.Held.Select(bytes => $"{bytes / Megabyte:0.0}"))} MB, most resident {process.PeakWorkingSet64 / Megabyte:0} MB; {report.Failures.Count} failures");
            return report.Failures.Count == 0 ? 0 : 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
