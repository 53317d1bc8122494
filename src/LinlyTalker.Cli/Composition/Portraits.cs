using LinlyTalker.Core.Errors;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>Opens a portrait by name (<c>hopper</c>) or by the path of a photo.</summary>
internal sealed class Portraits(ModelStore store)
{
    private const string Default = "hopper";

    /// <summary>A larger photo than this is shrunk first: the face is drawn at 512 pixels.</summary>
    private const int LongestSide = 2048;

    /// <exception cref="InputException">The photo is missing, cannot be read, or shows no face.</exception>
    public PortraitAvatar Open(string nameOrPath, CancellationToken cancellation)
    {
        var path = Locate(nameOrPath.Length == 0 ? Default : nameOrPath);
        var picture = PictureReader.Read(path, LongestSide);
        using var finder = LandmarkFinder.Open(store.Open("face-detector"), store.Open("face-mesh"), store.Open("iris"));
        var faces = finder.Find(picture, cancellation);
        var face = faces.MaxBy(f => f.EyeSpan) ?? throw new InputException(
            $"No face was found in {path}. A portrait shows one face from the front; see: linly portrait check {path}");
        return new PortraitAvatar(picture.Pixels, picture.Width, picture.Height, face);
    }

    private string Locate(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
        {
            return nameOrPath;
        }

        var model = $"portrait-{nameOrPath}";
        if (store.Catalogue.Entries.Any(e => e.Name == model) || store.IsOwn(model))
        {
            var folder = store.Open(model);
            return folder.PathOf(folder.Description.Files[0].Path);
        }

        throw new InputException($"There is no photo {nameOrPath}, and no portrait of that name; give the path of a photo, or one of: "
            + string.Join(", ", store.Catalogue.Entries.Where(e => e.Kind == "portrait").Select(e => e.Name["portrait-".Length..])) + ".");
    }
}
