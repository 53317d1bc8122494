using System.CommandLine;
using LinlyTalker.Cli.Composition;
using LinlyTalker.Cli.Console;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Verbs;

/// <summary><c>linly portrait check</c>: says in words whether a photo will work, and draws the landmarks.</summary>
internal static class PortraitCheckVerb
{
    public static Command Create()
    {
        var photo = new Argument<string>("PHOTO") { Description = "A PNG, JPEG, WebP, GIF, TIFF or AVIF picture." };
        var output = CommonOptions.Output("Draw the landmarks into this picture (.png or .jpg).");
        var json = CommonOptions.Json();
        var command = new Command("check", "Will this photo work as a talking portrait? Exit code 0 for yes, 4 for no.") { photo, output, json };
        command.SetAction((parsed, cancellation) => Task.Run(
            () => Run(ModelStore.FromEnvironment(), parsed.GetRequiredValue(photo), parsed.GetValue(output), parsed.GetValue(json), cancellation),
            cancellation));
        return command.WithExamples(
            "linly portrait check me.jpg",
            "linly portrait check me.jpg -o landmarks.png",
            "linly portrait check me.jpg --json");
    }

    private static int Run(ModelStore store, string path, FileInfo? output, bool json, CancellationToken cancellation)
    {
        var photo = PictureReader.Read(path);
        using var finder = PortraitCabinet.OpenFinder(store);
        using var emotions = EmotionReader.Open(store.Open("face-emotion"));
        var report = new PortraitCheck(finder, emotions).Check(photo, cancellation);
        if (json)
        {
            Terminal.Result(PortraitJson.Text(path, photo, report));
        }
        else
        {
            Tell(path, photo, report);
        }

        if (output is not null)
        {
            PictureWriter.Write(output.FullName, LandmarkDrawing.Draw(photo, report.Faces));
            Terminal.Note($"The landmarks are drawn in {output.FullName}.");
        }

        return report.Works ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static void Tell(string path, Picture photo, PortraitReport report)
    {
        var verdict = !report.Works ? "will not work" : report.Findings.Count > 0 ? "works, with limits" : "will work well";
        Terminal.Result($"{path} ({photo.Width} x {photo.Height}) {verdict}.");
        foreach (var finding in report.Findings)
        {
            Terminal.Result($"  {(finding.Forbids ? "no" : "but")}: {finding.Sentence}");
        }

        if (report.Measures is { } face)
        {
            Terminal.Result(string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"  face {face.Height:F0} px high; turned {face.Yaw:F0}, nodding {face.Pitch:F0}, tilted {face.Roll:F0} degrees; blur {face.Blur:F2}; "
                + $"light {face.Brightness:F0}, sides {face.Shade:F1}; mouth {face.MouthGap:F3}; eyes {face.RightEyeOpening:F2} and {face.LeftEyeOpening:F2}"));
        }
    }
}
