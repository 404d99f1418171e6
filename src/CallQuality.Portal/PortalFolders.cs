using CallQuality.Core.Wording;
using CallQuality.Storage;

namespace CallQuality.Portal;

/// <summary>The folders below the portal's data folder.</summary>
internal sealed class PortalFolders
{
    /// <summary>Makes the folders, readable by this user alone.</summary>
    /// <exception cref="DatabaseException">They cannot be made.</exception>
    public PortalFolders(string root)
    {
        Root = Path.GetFullPath(root);
        Uploads = Make("uploads");
        Playback = Make("playback");
        Keys = Make("keys");
    }

    public string Root { get; }

    public string Uploads { get; }

    public string Playback { get; }

    public string Keys { get; }

    /// <summary>Makes a folder that this user alone can read.</summary>
    /// <exception cref="DatabaseException">It cannot be made.</exception>
    public static string MakePrivate(string path)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(path);
            }
            else
            {
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException(Texts.Both("portal.error.dataFolder", path, error.Message), error);
        }

        return path;
    }

    private string Make(string name) => MakePrivate(Path.Combine(Root, name));
}
