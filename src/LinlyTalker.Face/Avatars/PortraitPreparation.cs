using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;

namespace LinlyTalker.Face.Avatars;

/// <summary>Makes a photo ready to speak: looks for the face, judges it, enlarges a small one. For several threads.</summary>
/// <param name="openFinder">Called at the first photo.</param>
/// <param name="openSuperResolution">Called at each small face, since few are; null leaves them small.</param>
public sealed class PortraitPreparation(Func<LandmarkFinder> openFinder, Func<SuperResolution>? openSuperResolution) : IDisposable
{
    private readonly Lazy<LandmarkFinder> finder = new(openFinder, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>For a photo that may not serve: the largest face is taken whatever it will not do well.</summary>
    /// <returns>Null when it shows none.</returns>
    public PreparedPortrait? TryPrepare(Picture photo, CancellationToken cancellation = default)
    {
        var report = new PortraitCheck(finder.Value).Check(photo, cancellation);
        return report.Faces.Count > 0 ? Enlarge(photo, report, cancellation) : null;
    }

    /// <exception cref="InputException">It shows no face that can be used; the message says why.</exception>
    public PreparedPortrait Prepare(Picture photo, CancellationToken cancellation = default)
    {
        var report = new PortraitCheck(finder.Value).Check(photo, cancellation);
        return report.Works
            ? Enlarge(photo, report, cancellation)
            : throw new InputException(string.Join(' ', report.Findings.Where(f => f.Forbids).Select(f => f.Sentence)));
    }

    public void Dispose()
    {
        if (finder.IsValueCreated)
        {
            finder.Value.Dispose();
        }
    }

    private PreparedPortrait Enlarge(Picture photo, PortraitReport report, CancellationToken cancellation)
    {
        var face = report.Faces[0];
        string[] findings = [.. report.Findings.Select(f => f.Sentence)];
        if (openSuperResolution is null || !SuperResolution.IsWorthIt(face))
        {
            return new PreparedPortrait(photo, face, findings);
        }

        using var net = openSuperResolution();
        var (large, moved) = net.Enlarge(photo, face, cancellation);
        return new PreparedPortrait(large, moved, findings);
    }
}
