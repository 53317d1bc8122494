using System.Diagnostics;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Bench.Face;

/// <summary>How long the face nets take on the two test portraits, one thread; and on a photo of 12 megapixels.</summary>
internal static class LandmarksBench
{
    private const int Runs = 15;

    public static Task<int> RunAsync(string[] arguments)
    {
        var store = ModelStore.FromEnvironment();
        using var finder = LandmarkFinder.Open(store.Open("face-detector"), store.Open("face-mesh"), store.Open("iris"));
        using var detector = FaceDetector.Open(store.Open("face-detector"));
        using var emotions = EmotionReader.Open(store.Open("face-emotion"));
        var hopper = PictureReader.Read(store.Open("portrait-hopper").PathOf("grace_hopper.jpg"));
        var astronaut = PictureReader.Read(store.Open("portrait-astronaut").PathOf("astronaut.png"));

        Console.WriteLine($"{"",-44} {"median ms",10} {"least ms",10}");
        foreach (var (name, photo) in new[] { ("hopper 512 x 600", hopper), ("astronaut 512 x 512", astronaut), ("hopper 3200 x 3750", hopper.Resize(3200, 3750)) })
        {
            var face = finder.Find(photo)[0];
            Measure($"{name}: detector", () => detector.Detect(photo));
            Measure($"{name}: landmarks (detector, 2 x mesh, irises)", () => finder.Find(photo));
            Measure($"{name}: emotion (6 cuts)", () => emotions.Read(photo, face));
            Measure($"{name}: portrait check", () => new PortraitCheck(finder, emotions).Check(photo));
        }

        return Task.FromResult(0);
    }

    private static void Measure(string name, Func<object> work)
    {
        work();
        var times = new double[Runs];
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine($"{name,-44} {times[Runs / 2],10:F1} {times[0],10:F1}");
    }
}
