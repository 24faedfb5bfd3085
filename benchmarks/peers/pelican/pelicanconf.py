SITENAME = "Benchmark"
SITEURL = "https://bench.example"
PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
ARTICLE_PATHS = ["news"]
PAGE_PATHS = ["reports"]
ARTICLE_URL = "{date:%Y}/{date:%m}/{date:%d}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
TAGS_SAVE_AS = "topics/index.html"
CATEGORY_URL = "sources/{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
CATEGORIES_SAVE_AS = "sources/index.html"
ARCHIVES_SAVE_AS = "archive/index.html"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
DAY_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/{date:%d}/index.html"
AUTHOR_SAVE_AS = AUTHORS_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "categories", "archives", "sitemap", "newsmap", "robots", "feeds", "404"]
SITEMAP_SAVE_AS = "sitemap.xml"
NEWSMAP_SAVE_AS = "news-sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
FEEDS_SAVE_AS = "feeds/index.html"
DEFAULT_PAGINATION = 30
PAGINATED_TEMPLATES = {"tag": None, "category": None}
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
SUMMARY_MAX_LENGTH = 40
# Entries carry all reports of a story, where ours carry one: half as many weigh the same.
FEED_MAX_ITEMS = 16
RSS_FEED_SUMMARY_ONLY = False
FEED_ALL_ATOM = "atom.xml"
FEED_ALL_RSS = "feed.xml"
TAG_FEED_ATOM = "topics/{slug}/atom.xml"
TAG_FEED_RSS = "topics/{slug}/feed.xml"
CATEGORY_FEED_ATOM = "sources/{slug}/atom.xml"
CATEGORY_FEED_RSS = "sources/{slug}/feed.xml"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_DIR = "static"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["more_feeds"]
# Its cache: what was read of content files that have not changed.
CACHE_CONTENT = LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"
CHECK_MODIFIED_METHOD = "mtime"
