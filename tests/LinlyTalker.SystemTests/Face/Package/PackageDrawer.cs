using System.Numerics;
using LinlyTalker.Core.Flow;
using LinlyTalker.Face.Package;
using LinlyTalker.Face.Rendering;
using LinlyTalker.Media.Images;

namespace LinlyTalker.SystemTests.Face.Package;

/// <summary>
/// Draws an avatar from its package alone, as docs/avatar-package.md tells a client to; nothing of the puppet but the
/// drawing of textured triangles is used.
/// </summary>
internal sealed class PackageDrawer
{
    private readonly AvatarPackage package;
    private readonly PackageHead head;
    private readonly Raster texture;
    private readonly Raster still;
    private readonly PackageMouthDrawer mouth;
    private readonly Picture[] lids;
    private readonly Picture[] eyeballs;

    public PackageDrawer(AvatarPackage package)
    {
        (this.package, head) = (package, package.Head);
        texture = ToRaster(package.Image("texture"));
        lids = [.. head.Eyes.Select(e => package.Image(e.Lids))];
        eyeballs = [.. head.Eyes.Select(e => package.Image(e.Eyeball))];
        still = new Raster(head.Size, head.Size);
        Vector2[] corners = [new(-1, -1), new(head.Size, -1), new(head.Size, head.Size), new(-1, head.Size)];
        TriangleRasteriser.Draw(
            texture, still, corners,
            Array.ConvertAll(corners, c => ((c + new Vector2(0.5f)) * head.TextureScale) - new Vector2(0.5f)), [0, 1, 2, 0, 2, 3]);
        mouth = new PackageMouthDrawer(package);
    }

    public Raster Draw(float[] channels, Vector2 sway)
    {
        var handles = head.Handles.ToDictionary(
            h => h.Name,
            h => Math.Clamp(h.Terms.Sum(t => channels[FaceMotion.ChannelNames.ToList().IndexOf(t.Key)] * t.Value), h.Least, h.Most));
        var frame = new Raster(head.Size, head.Size);
        still.Pixels.CopyTo(frame.Pixels, 0);
        var pose = new Pose(head, channels, sway);
        var positions = Move(handles, pose);
        TriangleRasteriser.Draw(
            PaintEyes(handles), frame, positions, Points(package.Floats("coordinates")),
            package.Indices("triangles").ToArray().Select(i => (int)i).ToArray());
        mouth.Draw(frame, positions, pose, handles);
        return frame;
    }

    private Vector2[] Move(Dictionary<string, float> handles, Pose pose)
    {
        var mesh = head.Mesh;
        var displacements = Points(package.Floats("displacements"));
        var rest = package.Floats("vertices").ToArray();
        var follow = package.Floats("follow").ToArray();
        var moved = displacements[..mesh.Face].ToArray();
        for (var h = 0; h < head.Handles.Length && head.Handles[h].Moves; h++)
        {
            for (var i = 0; i < mesh.Face; i++)
            {
                moved[i] += displacements[((1 + h) * mesh.Face) + i] * handles[head.Handles[h].Name];
            }
        }

        Vector2 Pixels(Vector2 units) => ((units.X * Point(head.Right)) + (units.Y * Point(head.Down))) * head.Unit;
        Vector3 Rest(int i) => new(rest[3 * i], rest[(3 * i) + 1], rest[(3 * i) + 2]);
        var positions = new Vector2[mesh.Vertices];
        for (var i = 0; i < mesh.Face; i++)
        {
            positions[i] = pose.Apply(Rest(i) + new Vector3(Pixels(moved[i]), 0));
        }

        var at = mesh.Face;
        foreach (var carries in mesh.Carries)
        {
            foreach (var edge in mesh.Silhouette)
            {
                var point = Rest(at) + new Vector3(Pixels(carries * moved[edge]), 0);
                positions[at] = Vector2.Lerp(new(point.X, point.Y), pose.Apply(point), follow[at]);
                at++;
            }
        }

        foreach (var vertex in mesh.Hole)
        {
            positions[at++] = positions[vertex];
        }

        return positions;
    }

    private Raster PaintEyes(Dictionary<string, float> handles)
    {
        var painted = new Raster(texture.Width, texture.Height);
        texture.Pixels.CopyTo(painted.Pixels, 0);
        for (var i = 0; i < 2; i++)
        {
            var eye = head.Eyes[i];
            var along = Point(eye.Along);
            var gaze = ((handles["gazeRight"] * along) + (handles["gazeDown"] * new Vector2(-along.Y, along.X))) * eye.EyeWidth;
            var level = handles[i == 0 ? "lidRight" : "lidLeft"] * eye.Levels;
            for (var y = 0; y < eye.Height; y++)
            {
                for (var x = 0; x < eye.Width; x++)
                {
                    var from = new Vector2(eye.Left + x, eye.Top + y) - (gaze * (eyeballs[i].At(x, y)[0] / 255f));
                    var colour = texture.Sample(from.X, from.Y);
                    var before = Lid(i, x, y, (int)level);
                    var after = Lid(i, x, y, Math.Min((int)level + 1, eye.Levels));
                    var lid = Vector4.Lerp(before, after, level - (int)level);
                    painted[eye.Left + x, eye.Top + y] = Raster.Pack((colour * lid.W) + new Vector4(lid.X, lid.Y, lid.Z, 0));
                }
            }
        }

        return painted;
    }

    /// <summary>What is added (blue, green, red), and how much is kept.</summary>
    private Vector4 Lid(int side, int x, int y, int level)
    {
        if (level == 0)
        {
            return new Vector4(0, 0, 0, 1);
        }

        var eye = head.Eyes[side];
        var row = ((level - 1) * eye.Height) + y;
        var added = lids[side].At(x, row);
        return new Vector4(added[2], added[1], added[0], lids[side].At(eye.Width + x, row)[0] / 255f);
    }

    internal static Vector2 Point(float[] numbers) => new(numbers[0], numbers[1]);

    private static Vector2[] Points(ReadOnlySpan<float> numbers) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, Vector2>(numbers).ToArray();

    private static Raster ToRaster(Picture picture)
    {
        var raster = new Raster(picture.Width, picture.Height);
        for (var i = 0; i < raster.Pixels.Length; i++)
        {
            var rgb = picture.Pixels.AsSpan(3 * i, 3);
            raster.Pixels[i] = 0xff000000 | ((uint)rgb[0] << 16) | ((uint)rgb[1] << 8) | rgb[2];
        }

        return raster;
    }

    /// <summary>Turned (yaw), nodded (pitch), leaned (roll) about the pivot, and carried.</summary>
    internal sealed class Pose(PackageHead head, float[] channels, Vector2 sway)
    {
        private readonly Vector3 pivot = new(head.Pivot[0], head.Pivot[1], head.Pivot[2]);

        public Vector2 Apply(Vector3 point)
        {
            float yaw = -channels[(int)FaceChannel.HeadYaw], pitch = -channels[(int)FaceChannel.HeadPitch], roll = channels[(int)FaceChannel.HeadRoll];
            var p = point - pivot;
            var x = (MathF.Cos(yaw) * p.X) + (MathF.Sin(yaw) * p.Z);
            var z = (MathF.Cos(yaw) * p.Z) - (MathF.Sin(yaw) * p.X);
            var y = (MathF.Cos(pitch) * p.Y) - (MathF.Sin(pitch) * z);
            return new Vector2((MathF.Cos(roll) * x) - (MathF.Sin(roll) * y), (MathF.Sin(roll) * x) + (MathF.Cos(roll) * y))
                + new Vector2(pivot.X, pivot.Y) + (sway * head.Unit);
        }
    }
}
