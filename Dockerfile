# The program with what it needs past one machine; docker-compose.yml starts it as application servers and as Ray's machines.
FROM python:3.11-slim
RUN useradd --create-home askreport
WORKDIR /app
COPY requirements.txt requirements-scale.txt ./
# An index with CPU builds of torch saves gigabytes of CUDA libraries, which are not used.
ARG TORCH_INDEX=
RUN if [ -n "$TORCH_INDEX" ]; then \
        pip install --no-cache-dir --index-url "$TORCH_INDEX" "$(grep '^torch==' requirements.txt)"; \
    fi && \
    pip install --no-cache-dir -r requirements.txt -r requirements-scale.txt
COPY seeds/ seeds/
COPY index/ index/
COPY rag/ rag/
COPY ui/ ui/
RUN mkdir data && chown askreport data
USER askreport
# The models as files, once for all containers.
RUN python -c "from index.embed import default_model_folder; default_model_folder()"
EXPOSE 7860
CMD ["python", "-m", "ui", "--host", "0.0.0.0"]
