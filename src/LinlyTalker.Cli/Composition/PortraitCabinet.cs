using System.Security.Cryptography;
using LinlyTalker.Core.Errors;
using LinlyTalker.Core.Organs;
using LinlyTalker.Face.Avatars;
using LinlyTalker.Face.Landmarks;
using LinlyTalker.Face.Portraits;
using LinlyTalker.Face.Puppet;
using LinlyTalker.Media.Images;
using LinlyTalker.Models.Store;

namespace LinlyTalker.Cli.Composition;

/// <summary>
/// Opens a portrait by name (<c>hopper</c>) or by the path of a photo. What was found in a photo is kept in the cache,
/// under the photo's hash, since finding and enlarging a small face takes a second or two.
/// </summary>
/// <param name="note">Told what a photo will not do well, when it is first prepared.</param>
internal sealed class PortraitCabinet(ModelStore store, Action<string>? note = null)
{
    public const string Default = "hopper";

    private const string SuperResolutionModel = "super-resolution-x2";

    /// <summary>A larger photo than this is shrunk first: the face is drawn at 512 pixels.</summary>
    private const int LongestSide = 2048;

    private readonly PreparedPortraits prepared = new(Path.Combine(store.Home.Cache, "portraits"));

    /// <summary>What finds faces and their landmarks.</summary>
    public static LandmarkFinder OpenFinder(ModelStore store) =>
        LandmarkFinder.Open(store.Open("face-detector"), store.Open("face-mesh"), store.Open("iris"));

    /// <summary>What makes photos ready, with the models that are here.</summary>
    public static PortraitPreparation OpenPreparation(ModelStore store) => new(
        () => OpenFinder(store),
        store.Has(SuperResolutionModel) ? () => SuperResolution.Open(store.Open(SuperResolutionModel)) : null);

    /// <exception cref="InputException">The photo is missing, cannot be read, or shows no face.</exception>
    public PortraitAvatar Open(string nameOrPath, CancellationToken cancellation)
    {
        var path = Locate(nameOrPath.Length == 0 ? Default : nameOrPath);
        var photo = PictureReader.Read(path, LongestSide);
        var key = $"{photo.Width}x{photo.Height}-{Convert.ToHexStringLower(SHA256.HashData(photo.Pixels))}";
        if (prepared.Find(key) is not { } found)
        {
            found = Prepare(photo, path, cancellation);
            prepared.Keep(key, found.Photo, found.Face);
        }

        return new PortraitAvatar(found.Photo, found.Face);
    }

    /// <summary>The same, ready to be drawn; runs aside.</summary>
    public Task<IRenderer> OpenFaceAsync(string nameOrPath, CancellationToken cancellation) =>
        Task.Run<IRenderer>(() => new PuppetRenderer(Open(nameOrPath, cancellation)), cancellation);

    private (Picture Photo, FaceLandmarks Face) Prepare(Picture photo, string path, CancellationToken cancellation)
    {
        using var preparation = OpenPreparation(store);
        var portrait = preparation.TryPrepare(photo, cancellation) ?? throw new InputException(
            $"No face was found in {path}. A portrait shows one face from the front; see: linly portrait check {path}");
        foreach (var finding in portrait.Findings)
        {
            note?.Invoke($"{path}: {finding}");
        }

        return (portrait.Photo, portrait.Face);
    }

    private string Locate(string nameOrPath)
    {
        if (File.Exists(nameOrPath))
        {
            return nameOrPath;
        }

        var model = $"portrait-{nameOrPath}";
        if (store.Has(model) || store.Catalogue.Find(model) is not null)
        {
            var folder = store.Open(model);
            return folder.PathOf(folder.Description.Files[0].Path);
        }

        throw new InputException($"There is no photo {nameOrPath}, and no portrait of that name; give the path of a photo, or one of: "
            + string.Join(", ", store.Catalogue.Entries.Where(e => e.Kind == "portrait").Select(e => e.Name["portrait-".Length..])) + ".");
    }
}
